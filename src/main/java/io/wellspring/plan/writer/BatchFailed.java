package io.wellspring.plan.writer;

import io.wellspring.plan.log.Command;
import java.util.List;
import java.util.Objects;

/** Says that commands could not be decided, and which; the cause is what went wrong. */
public final class BatchFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long commandId;
    private final int commands;

    BatchFailed(List<Command> together, Throwable cause) {
        super("command " + together.get(0).id() + " or one of those after it could not be decided", cause);
        this.commandId = together.get(0).id();
        this.commands = together.size();
    }

    /** The first of them. */
    public long commandId() {
        return commandId;
    }

    @Override
    public synchronized Throwable getCause() {
        return Objects.requireNonNull(super.getCause());
    }

    int commands() {
        return commands;
    }
}
