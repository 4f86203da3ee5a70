package io.wellspring.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.Api;
import io.wellspring.testing.Platform;
import io.wellspring.testing.WellspringTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** A stream lives no longer than the token that opened it, whether the token came itself or sent a ticket. */
@WellspringTest
@TestPropertySource(properties = {"wellspring.auth.tokens.access-seconds=3", "wellspring.live.guardMillis=200"})
class TokenEndsStreamTest {

    @Autowired
    Api api;

    @Autowired
    Platform platform;

    @LocalServerPort
    int port;

    @Test
    void aStreamEndsWithItsTokenAndSaysSo() {
        Api.Joined member = platform.member();
        Instant joined = Instant.now();
        String ticket =
                api.post("/v1/me/live-tickets", Map.of(), member.accessToken()).string("ticket");
        try (Watcher watcher = Watcher.ofMember(port, member.accessToken());
                Watcher byTicket = Watcher.withTicket(port, ticket).begun()) {
            assertThat(watcher.endedFor()).isEqualTo("{\"reason\":\"TOKEN_EXPIRED\"}");
            assertThat(byTicket.endedFor()).isEqualTo("{\"reason\":\"TOKEN_EXPIRED\"}");
            assertThat(Duration.between(joined, Instant.now())).isGreaterThan(Duration.ofMillis(1_500));
        }
    }
}
