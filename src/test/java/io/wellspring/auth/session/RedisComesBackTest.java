package io.wellspring.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.Api;
import io.wellspring.testing.OwnRedis;
import io.wellspring.testing.Platform;
import io.wellspring.testing.TestOutbox;
import io.wellspring.testing.WellspringTest;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** Redis goes away under the whole application, hangs, and returns. */
@WellspringTest
@DirtiesContext
@TestPropertySource(
        properties = {"wellspring.limit.redis-timeout-millis=800", "wellspring.auth.redis-timeout-millis=800"})
class RedisComesBackTest {

    private static final OwnRedis REDIS = OwnRedis.start();
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    @Autowired
    Api api;

    @Autowired
    Platform platform;

    @Autowired
    TestOutbox outbox;

    @DynamicPropertySource
    static void ownRedis(DynamicPropertyRegistry settings) {
        settings.add("spring.data.redis.url", REDIS::url);
    }

    @AfterAll
    static void stop() throws IOException {
        REDIS.close();
    }

    @Test
    void withoutRedisNothingIsSentMembersGoOnAndAllIsWellWhenItReturns() throws IOException {
        String plan = platform.plan(Map.of());
        Platform.Mall mall = platform.mall("100000.00", plan);
        Api.Joined member = platform.member();
        platform.buy(mall, "before", member, "1000.00");
        platform.planAt(plan, 1);

        REDIS.stop();
        refusedSoon();
        noTicket(member);
        goesOn(member, plan, "while it is gone");

        REDIS.startAgain();
        sendsAgain();

        REDIS.hang(Duration.ofSeconds(8));
        refusedSoon();
        noTicket(member);
        goesOn(member, plan, "while it hangs");
        sendsAgain();
    }

    private void refusedSoon() {
        String phone = Platform.freshPhone();
        long start = System.nanoTime();
        Api.Answer refused = api.post("/v1/sms-codes", Map.of("phone", phone, "purpose", "REGISTER"));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(A_SECOND);
        assertThat(refused.status()).as(refused.text()).isEqualTo(503);
        assertThat(refused.code()).isEqualTo("sms-unavailable");
        assertThat(outbox.messagesTo(phone)).isEmpty();
    }

    private void noTicket(Api.Joined member) {
        Api.Answer refused = api.post("/v1/me/live-tickets", Map.of(), member.accessToken());
        assertThat(refused.status()).as(refused.text()).isEqualTo(503);
        assertThat(refused.code()).isEqualTo("busy");
    }

    private void goesOn(Api.Joined member, String plan, String key) {
        assertThat(api.get("/v1/me/wallet", member.accessToken()).status()).isEqualTo(200);
        assertThat(api.get("/v1/plans/" + plan).status()).isEqualTo(200);
        Api.Answer sold = platform.redeem(member, key.replace(' ', '-'), plan, "1");
        assertThat(sold.status()).as(sold.text()).isEqualTo(200);
    }

    private void sendsAgain() {
        Platform.until(
                () -> api.post("/v1/sms-codes", Map.of("phone", Platform.freshPhone(), "purpose", "REGISTER"))
                        .status(),
                status -> status == 202);
        assertThat(platform.member().accessToken()).isNotEmpty();
    }
}
