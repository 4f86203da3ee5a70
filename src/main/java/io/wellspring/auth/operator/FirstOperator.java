package io.wellspring.auth.operator;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Makes the first operator of a new installation from the environment, however busy the start is, while the
 * application goes on starting. A local run makes its own.
 */
@Component
@Profile("!local")
public class FirstOperator implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(FirstOperator.class);

    private final Operators operators;
    private final Setting setting;

    FirstOperator(Operators operators, Setting setting) {
        this.operators = operators;
        this.setting = setting;
    }

    /** Both or neither; without them nobody is made. */
    @ConfigurationProperties("wellspring.auth.first-operator")
    public record Setting(@Nullable String name, @Nullable String password) {

        boolean isGiven() {
            return name != null && !name.isBlank() && password != null && !password.isBlank();
        }

        @Override
        public String toString() {
            return "Setting[name=" + name + "]";
        }
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (setting.isGiven()) {
            operators
                    .ensureFirstAtLast(setting.name(), setting.password())
                    .filter(made -> made)
                    .subscribe(
                            made -> log.info("made the first operator"),
                            failure -> log.error("the first operator could not be made: {}", failure.toString()));
        }
    }
}
