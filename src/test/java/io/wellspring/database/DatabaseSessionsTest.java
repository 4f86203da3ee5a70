package io.wellspring.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.Api;
import io.wellspring.testing.Platform;
import io.wellspring.testing.Servers;
import io.wellspring.testing.WellspringTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

@WellspringTest
class DatabaseSessionsTest {

    @Autowired
    DatabaseClient database;

    @Autowired
    Platform platform;

    @Autowired
    Api api;

    @ParameterizedTest
    @CsvSource({
        "statement_timeout, 30s",
        "idle_in_transaction_session_timeout, 10s",
        "lock_timeout, 15s",
        "tcp_keepalives_idle, 5"
    })
    void everySessionCarriesItsLimits(String setting, String value) {
        assertThat(database.sql("SELECT current_setting('" + setting + "')")
                        .mapValue(String.class)
                        .one()
                        .block())
                .isEqualTo(value);
    }

    @Test
    void aConnectionCutInTheMiddleIsToldAsPassingAndTheNextCallIsServed() throws SQLException {
        Api.Joined member = platform.member();
        cutAllConnections();

        Api.Answer first = api.get("/v1/me/wallet", member.accessToken());

        assertThat(first.status()).isIn(200, 503);
        Platform.until(() -> api.get("/v1/me/wallet", member.accessToken()).status(), status -> status == 200);
    }

    private static void cutAllConnections() throws SQLException {
        try (Connection connection = Servers.postgresql().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE datname = 'postgres' AND pid <> pg_backend_pid()");
        }
    }
}
