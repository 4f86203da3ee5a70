package io.wellspring.local;

import org.springframework.core.env.Environment;

/**
 * Prints where everything of a local run is and, only once, how to sign in as its operator. The last line is what to open.
 */
final class Greeting {

    private final DataFolder folder;
    private final Environment environment;
    private final LocalOperator operator;

    Greeting(DataFolder folder, Environment environment, LocalOperator operator) {
        this.folder = folder;
        this.environment = environment;
        this.operator = operator;
    }

    String text() {
        String here = "http://127.0.0.1:" + environment.getProperty("local.server.port");
        return """

                Wellspring runs, for this computer only. Its data are in %s.
                  API         %s/v1
                  SMS outbox  %s/local/sms?phone=
                %sOpen %s/swagger-ui.html
                """.formatted(folder.path(), here, here, operator.told(), here);
    }
}
