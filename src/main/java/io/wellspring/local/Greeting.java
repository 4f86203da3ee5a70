package io.wellspring.local;

import java.time.Duration;
import java.util.Objects;
import org.springframework.core.env.Environment;

/** Tells whoever started a local run where everything is, and, only once, how to sign in as its operator. */
final class Greeting {

    private final DataFolder folder;
    private final Environment environment;
    private final FirstOperator operators;

    Greeting(DataFolder folder, Environment environment, FirstOperator operators) {
        this.folder = folder;
        this.environment = environment;
        this.operators = operators;
    }

    String text() {
        String here = "http://127.0.0.1:" + environment.getProperty("local.server.port");
        return """

                Wellspring runs, for this computer only. Its data are in %s.
                  API         %s/v1
                  API docs    %s/swagger-ui.html
                  SMS outbox  %s/local/sms?phone=
                %s""".formatted(folder.path(), here, here, here, operator());
    }

    /** The main thread may wait here: the application serves from others. */
    private String operator() {
        String name = environment.getProperty("WELLSPRING_OPERATOR_NAME", "operator");
        String chosen = environment.getProperty("WELLSPRING_OPERATOR_PASSWORD");
        String password = Objects.requireNonNullElseGet(chosen, Secrets::password);
        Boolean made = operators.ensure(name, password).block(Duration.ofSeconds(30));
        if (!Boolean.TRUE.equals(made)) {
            return "";
        }
        String shown = chosen == null ? password + " (shown this once)" : "as chosen";
        return "  Operator    " + name + ", password " + shown + "\n";
    }
}
