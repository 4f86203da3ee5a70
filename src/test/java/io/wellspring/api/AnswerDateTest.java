package io.wellspring.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.wellspring.testing.Api;
import io.wellspring.testing.WellspringTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An app may set its clock by any answer, also by one that refuses. */
@WellspringTest
class AnswerDateTest {

    private static final long SLACK_SECONDS = 5;

    @Autowired
    Api api;

    @Test
    void everyAnswerTellsTheTime() {
        isNow(api.get("/v1/plans"), 200);
        isNow(api.get("/v1/me"), 401);
        isNow(api.get("/v1/plans/999999999"), 404);
        isNow(api.post("/v1/sms-codes", Map.of()), 400);
    }

    private static void isNow(Api.Answer answer, int status) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(Instant.ofEpochMilli(answer.headers().getDate()))
                .isCloseTo(Instant.now(), within(Duration.ofSeconds(SLACK_SECONDS)));
    }
}
