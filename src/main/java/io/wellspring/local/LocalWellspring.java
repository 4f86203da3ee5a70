package io.wellspring.local;

import io.wellspring.WellspringApplication;
import io.wellspring.auth.Operators;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

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
        LocalServers servers = new LocalServers(folder, Secrets.of(folder));
        servers.stopOrphans();
        SpringApplication application = WellspringApplication.application();
        application.setAdditionalProfiles("local");
        application.setDefaultProperties(Map.of("logging.level.io.zonky", "warn"));
        application.addListeners(servers);
        ConfigurableApplicationContext running = application.run(args);
        Greeting greeting =
                new Greeting(folder, running.getEnvironment(), running.getBean(Operators.class)::ensureFirst);
        System.out.println(greeting.text());
    }
}
