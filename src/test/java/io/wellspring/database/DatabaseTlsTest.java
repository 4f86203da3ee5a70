package io.wellspring.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.wellspring.testing.Certificates;
import io.wellspring.testing.Servers;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;
import reactor.core.publisher.Mono;

/**
 * Both ways to PostgreSQL are encrypted where that is required, and lead only to the server that is meant where that is to
 * be verified.
 */
class DatabaseTlsTest {

    private static final String USER = "postgres";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private static Path folder;

    private static Certificates certificates;
    private static EmbeddedPostgres encrypting;

    @BeforeAll
    static void start() throws IOException {
        certificates =
                Certificates.in(Files.createDirectory(folder.resolve("ours"))).forHost("localhost");
        encrypting = EmbeddedPostgres.builder()
                .setServerConfig("ssl", "on")
                .setServerConfig("ssl_cert_file", certificates.certificate())
                .setServerConfig("ssl_key_file", certificates.key())
                .start();
    }

    @AfterAll
    static void stop() throws IOException {
        encrypting.close();
    }

    @Test
    void bothWaysAreTakenWhereNothingIsAskedOfThem() throws Exception {
        assertThat(migrates(Map.of())).isTrue();
        assertThat(serves(Map.of())).isTrue();
    }

    @Test
    void neitherWayIsTakenOpenlyWhereTlsIsRequired() {
        Map<String, String> required = Map.of("WELLSPRING_DATABASE_TLS", "require");
        assertThatThrownBy(() -> migrates(required))
                .hasMessageContaining("SSL")
                .satisfies(failure -> assertThat(told(failure))
                        .isEqualTo("PostgreSQL offers no TLS, and WELLSPRING_DATABASE_TLS asks for it."));
        assertThatThrownBy(() -> serves(required)).hasMessageContaining("SSL");
    }

    @Test
    void aCertificateIsNotLookedAtWhereOnlyTlsIsRequired() throws Exception {
        Map<String, String> required =
                Map.of("WELLSPRING_DATABASE", at("127.0.0.1"), "WELLSPRING_DATABASE_TLS", "require");
        assertThat(migrates(required)).isTrue();
        assertThat(serves(required)).isTrue();
    }

    @Test
    void theServerThatIsMeantIsFound() throws Exception {
        Map<String, String> verified = verified("localhost", certificates.authority());
        assertThat(migrates(verified)).isTrue();
        assertThat(serves(verified)).isTrue();
    }

    @Test
    void aServerOfAnotherNameIsRefused() {
        Map<String, String> verified = verified("127.0.0.1", certificates.authority());
        assertThatThrownBy(() -> migrates(verified))
                .satisfies(failure -> assertThat(told(failure))
                        .isEqualTo(
                                "The certificate of PostgreSQL is not for the host that WELLSPRING_DATABASE names."));
        assertThatThrownBy(() -> serves(verified)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void aServerOfAnotherAuthorityIsRefused() throws IOException {
        Certificates others = Certificates.in(Files.createDirectory(folder.resolve("others")));
        Map<String, String> verified = verified("localhost", others.authority());
        assertThatThrownBy(() -> migrates(verified))
                .satisfies(failure -> assertThat(told(failure))
                        .isEqualTo("The certificate of PostgreSQL is signed by none of those in the file that"
                                + " WELLSPRING_DATABASE_CA names, or its time is over."));
        assertThatThrownBy(() -> serves(verified)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void aServerThatIsNotThereIsTold() {
        assertThatThrownBy(() -> migrates(Map.of("WELLSPRING_DATABASE", "127.0.0.1:1/postgres")))
                .satisfies(failure -> assertThat(told(failure))
                        .startsWith("Nobody answers as PostgreSQL where WELLSPRING_DATABASE says it is: "));
        assertThatThrownBy(() ->
                        migrates(Map.of("WELLSPRING_DATABASE", "127.0.0.1:" + encrypting.getPort() + "/elsewhere")))
                .satisfies(failure -> assertThat(told(failure))
                        .isEqualTo("PostgreSQL has no database of the name that WELLSPRING_DATABASE gives."));
    }

    private static Map<String, String> verified(String host, String authority) {
        return Map.of(
                "WELLSPRING_DATABASE",
                at(host),
                "WELLSPRING_DATABASE_TLS",
                "verify-full",
                "WELLSPRING_DATABASE_CA",
                authority);
    }

    private static String at(String host) {
        return host + ":" + encrypting.getPort() + "/postgres";
    }

    private static String told(Throwable failure) {
        return Objects.requireNonNull(new DatabaseRefusalAnalyzer().analyze(failure, (SQLException) failure))
                .getDescription();
    }

    private static boolean migrates(Map<String, String> settings) throws Exception {
        String url = environment(settings).getRequiredProperty("spring.flyway.url");
        try (java.sql.Connection connection = DriverManager.getConnection(url, USER, USER)) {
            return connection.isValid(1);
        }
    }

    private static boolean serves(Map<String, String> settings) throws Exception {
        StandardEnvironment environment = environment(settings);
        ConnectionFactoryOptions.Builder options = ConnectionFactoryOptions.parse(
                        environment.getRequiredProperty("spring.r2dbc.url"))
                .mutate()
                .option(ConnectionFactoryOptions.USER, USER)
                .option(ConnectionFactoryOptions.PASSWORD, USER);
        new DatabaseSessions()
                .sessionsWithWhomTheyTrust(environment.getProperty("WELLSPRING_DATABASE_CA", ""))
                .customize(options);
        Mono<Boolean> there = Mono.usingWhen(
                ConnectionFactories.get(options.build()).create(), connection -> Mono.just(true), Connection::close);
        return Boolean.TRUE.equals(there.block(PATIENCE));
    }

    private static StandardEnvironment environment(Map<String, String> settings) throws Exception {
        Map<String, Object> given = new HashMap<>(Servers.settings());
        given.putAll(settings);
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("settings", given));
        List<PropertySource<?>> defaults =
                new YamlPropertySourceLoader().load("defaults", new ClassPathResource("application.yml"));
        defaults.forEach(environment.getPropertySources()::addLast);
        return environment;
    }
}
