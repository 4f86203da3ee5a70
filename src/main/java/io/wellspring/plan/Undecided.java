package io.wellspring.plan;

/** Says that commands could not be decided, and which was the first of them; the cause is what went wrong. */
final class Undecided extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long commandId;

    Undecided(long commandId, Throwable cause) {
        super("command " + commandId + " or one of those after it could not be decided", cause);
        this.commandId = commandId;
    }

    long commandId() {
        return commandId;
    }
}
