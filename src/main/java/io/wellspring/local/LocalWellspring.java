package io.wellspring.local;

import io.wellspring.WellspringApplication;
import io.wellspring.auth.operator.Operators;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** Runs the application with servers of its own, for one computer, its data kept in {@code .wellspring}. */
public final class LocalWellspring {

    private LocalWellspring() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        try {
            run(args);
        } catch (CannotStart sentence) {
            System.err.println(sentence.getMessage());
            System.exit(1);
        }
    }

    private static void run(String[] args) throws IOException, InterruptedException {
        DataFolder folder = DataFolder.claim(
                Path.of(Objects.requireNonNullElse(System.getenv("WELLSPRING_LOCAL_DATA"), ".wellspring")));
        LocalServers servers = new LocalServers(folder, LocalSecrets.of(folder));
        servers.stopOrphans();
        SpringApplication application = WellspringApplication.application();
        application.setAdditionalProfiles("local");
        application.setDefaultProperties(Map.of("logging.level.io.zonky", "warn"));
        application.addListeners(servers);
        application.addInitializers(LocalWellspring::withOperator);
        // Once the classes are found, and before any bean asks for a server.
        application.addInitializers(context -> context.addBeanFactoryPostProcessor(beans -> servers.awaitReady()));
        ConfigurableApplicationContext running = application.run(args);
        Greeting greeting = new Greeting(folder, running.getEnvironment(), running.getBean(LocalOperator.class));
        System.out.println(greeting.text());
    }

    private static void withOperator(ConfigurableApplicationContext context) {
        Supplier<LocalOperator> operator =
                () -> new LocalOperator(context.getEnvironment(), context.getBean(Operators.class)::ensureFirstAtLast);
        ((GenericApplicationContext) context).registerBean(LocalOperator.class, operator);
    }
}
