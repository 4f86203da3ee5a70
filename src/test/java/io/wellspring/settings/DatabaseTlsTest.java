package io.wellspring.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.wellspring.testing.Servers;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import reactor.core.publisher.Mono;

/** Both ways to PostgreSQL are encrypted where that is required: to a server that cannot, neither is taken. */
class DatabaseTlsTest {

    private static final String USER = "postgres";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void bothWaysAreTakenWhereNothingIsAskedOfThem() throws Exception {
        assertThat(migrates(Map.of())).isTrue();
        assertThat(serves(Map.of())).isTrue();
    }

    @Test
    void neitherWayIsTakenOpenlyWhereTlsIsRequired() {
        Map<String, String> required = Map.of("WELLSPRING_DATABASE_TLS", "require");
        assertThatThrownBy(() -> migrates(required)).hasMessageContaining("SSL");
        assertThatThrownBy(() -> serves(required)).hasMessageContaining("SSL");
    }

    private static boolean migrates(Map<String, String> settings) throws Exception {
        String url = setting("spring.flyway.url", settings);
        try (java.sql.Connection connection = DriverManager.getConnection(url, USER, USER)) {
            return connection.isValid(1);
        }
    }

    private static boolean serves(Map<String, String> settings) throws Exception {
        ConnectionFactoryOptions options = ConnectionFactoryOptions.parse(setting("spring.r2dbc.url", settings))
                .mutate()
                .option(ConnectionFactoryOptions.USER, USER)
                .option(ConnectionFactoryOptions.PASSWORD, USER)
                .build();
        Mono<Boolean> there = Mono.usingWhen(
                ConnectionFactories.get(options).create(), connection -> Mono.just(true), Connection::close);
        return Boolean.TRUE.equals(there.block(PATIENCE));
    }

    private static String setting(String name, Map<String, String> settings) throws Exception {
        Map<String, Object> given = new HashMap<>(Servers.settings());
        given.putAll(settings);
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("settings", given));
        List<PropertySource<?>> defaults =
                new YamlPropertySourceLoader().load("defaults", new ClassPathResource("application.yml"));
        defaults.forEach(environment.getPropertySources()::addLast);
        return environment.getRequiredProperty(name);
    }
}
