package io.wellspring.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;

/** Begins to start the servers as soon as the environment is known, and gives every setting that it lacks. */
final class LocalServers implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    private final LocalSecrets secrets;
    private final LocalPostgres postgres;
    private final LocalRedis redis;
    private final StartingServers starting = new StartingServers();

    LocalServers(DataFolder folder, LocalSecrets secrets) {
        this.secrets = secrets;
        this.postgres = new LocalPostgres(folder, secrets.database());
        this.redis = new LocalRedis(folder, secrets.redis());
    }

    void stopOrphans() throws IOException, InterruptedException {
        postgres.stopOrphan();
        redis.stop();
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent start) {
        // Spring Boot runs these after the application has closed.
        SpringApplication.getShutdownHandlers().add(postgres::stop);
        SpringApplication.getShutdownHandlers().add(redis::stop);
        try {
            prepare(start.getEnvironment());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Waits until the servers answer. */
    void awaitReady() {
        starting.await();
    }

    private void prepare(ConfigurableEnvironment environment) throws IOException {
        MutablePropertySources sources = environment.getPropertySources();
        Map<String, Object> lacking = new LinkedHashMap<>(Map.of(
                "WELLSPRING_PHONE_KEYS",
                secrets.phoneKeys(),
                "WELLSPRING_CODE_KEY",
                secrets.codeKey(),
                "WELLSPRING_SIGNING_KEYS",
                secrets.signingKeys(),
                "WELLSPRING_SMS_SENDER",
                "outbox",
                "WELLSPRING_API_READER",
                "on",
                "WELLSPRING_CHALLENGE",
                "local"));
        if (!environment.containsProperty("WELLSPRING_REDIS")) {
            int port = StartingServers.freePort();
            starting.start(() -> redis.start(port));
            lacking.put("WELLSPRING_REDIS", redis.address(port));
        }
        if (!environment.containsProperty("WELLSPRING_DATABASE")) {
            int port = StartingServers.freePort();
            starting.start(() -> postgres.start(port));
            lacking.put("WELLSPRING_DATABASE", LocalPostgres.address(port));
            lacking.put("WELLSPRING_DATABASE_USER", LocalPostgres.USER);
            lacking.put("WELLSPRING_DATABASE_PASSWORD", secrets.database());
        }
        sources.addLast(new MapPropertySource("what a local run gives", lacking));
        sources.addFirst(new MapPropertySource(
                "what makes a run local",
                Map.of(
                        "server.address", "127.0.0.1",
                        "spring.flyway.locations", "classpath:db/migration,classpath:local/migration")));
    }
}
