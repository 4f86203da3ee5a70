package io.wellspring.local;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;

/**
 * The operator of a local run. It is there before the port answers, so that nobody is turned away who signs in as soon as
 * the application runs, and however busy the first start is.
 */
final class LocalOperator implements SmartLifecycle {

    private final FirstOperator operators;
    private final String name;
    private final @Nullable String chosen;
    private volatile boolean running;
    private volatile String told = "";

    LocalOperator(Environment environment, FirstOperator operators) {
        this.operators = operators;
        this.name = environment.getProperty("WELLSPRING_OPERATOR_NAME", "operator");
        this.chosen = environment.getProperty("WELLSPRING_OPERATOR_PASSWORD");
    }

    /** How to sign in, as a line of the greeting; empty where the operator was there before. */
    String told() {
        return told;
    }

    /** The main thread may wait here: nothing is served yet. */
    @Override
    public void start() {
        String password = Objects.requireNonNullElseGet(chosen, LocalSecrets::password);
        Boolean made = operators.ensure(name, password).block();
        if (Boolean.TRUE.equals(made)) {
            String shown = chosen == null ? password + " (shown this once)" : "as chosen";
            told = "  Operator    " + name + ", password " + shown + "\n";
        }
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Just before the port is opened. */
    @Override
    public int getPhase() {
        return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;
    }
}
