package io.wellspring.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.Api;
import io.wellspring.testing.Platform;
import io.wellspring.testing.Servers;
import io.wellspring.testing.WellspringTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** A read that waits for what does not come is answered all the same. */
@WellspringTest
@DirtiesContext
@TestPropertySource(properties = "wellspring.http.read-answer-seconds=2")
class HangingRequestTest {

    @Autowired
    Api api;

    @Autowired
    Platform platform;

    @Test
    void isAnsweredWithBusyAndATraceIdInTime() throws SQLException {
        Api.Joined member = platform.member();
        api.get("/v1/me/wallet", member.accessToken());
        Api.Answer answer;
        long begun = System.nanoTime();
        try (Connection connection = Servers.postgresql().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE ledger_member_balance IN ACCESS EXCLUSIVE MODE");
            answer = api.get("/v1/me/wallet", member.accessToken());
            connection.rollback();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(6));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("busy");
        assertThat(answer.string("traceId")).isEqualTo(answer.headers().getFirst("X-Trace-Id"));
        assertThat(api.get("/v1/me/wallet", member.accessToken()).status()).isEqualTo(200);
    }
}
