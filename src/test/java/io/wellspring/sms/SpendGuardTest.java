package io.wellspring.sms;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.wellspring.auth.challenge.Challenge;
import io.wellspring.testing.Api;
import io.wellspring.testing.PassingTime;
import io.wellspring.testing.Platform;
import io.wellspring.testing.TestOutbox;
import io.wellspring.testing.WellspringTest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.TestPropertySource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** With a small budget, and blocks of numbers that are judged at once. */
@WellspringTest
@Import(SpendGuardTest.Puzzle.class)
@TestPropertySource(
        properties = {
            "wellspring.auth.challenge.provider=puzzle",
            "wellspring.sms.budget.per-day=12",
            "wellspring.sms.budget.per-day-unchallenged=8",
            "wellspring.sms.prefixes.digits=9",
            "wellspring.sms.prefixes.least-sent=4",
            "wellspring.sms.prefixes.least-verified-percent=50",
            "wellspring.sms.prefixes.settle-seconds=0",
            "wellspring.sms.prefixes.look-seconds=3600"
        })
class SpendGuardTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Autowired
    Api api;

    @Autowired
    Platform platform;

    @Autowired
    TestOutbox outbox;

    @Autowired
    PassingTime time;

    @Autowired
    SpendGuard guard;

    @Autowired
    SmsFigures figures;

    @Autowired
    DatabaseClient database;

    @Autowired
    ReactiveStringRedisTemplate redis;

    @Autowired
    MeterRegistry meters;

    private int next;

    @TestConfiguration(proxyBeanMethods = false)
    static class Puzzle {
        @Bean
        Challenge puzzle() {
            return answer -> Mono.just(answer.equals("42"));
        }
    }

    @BeforeEach
    void nothingWasSentYet() {
        redis.delete("{sms-limits}:budget").block(PATIENCE);
        database.sql("DELETE FROM sms_message").then().block(PATIENCE);
        database.sql("DELETE FROM sms_lift").then().block(PATIENCE);
        guard.look().block(PATIENCE);
    }

    @Test
    void beyondAPartOfTheBudgetAChallengeIsAskedForAndBeyondAllOfItNothingIsSent() {
        for (int sent = 0; sent < 8; sent++) {
            assertThat(ask("139001" + number(), null).status()).isEqualTo(202);
        }
        assertThat(ask("139001" + number(), null).code()).isEqualTo("challenge-required");
        assertThat(ask("139001" + number(), "41").code()).isEqualTo("challenge-failed");
        for (int sent = 8; sent < 12; sent++) {
            assertThat(ask("139001" + number(), "42").status()).isEqualTo(202);
        }
        var spent = ask("139001" + number(), "42");
        assertThat(spent.status()).isEqualTo(503);
        assertThat(spent.code()).isEqualTo("sms-unavailable");
        assertThat(Long.parseLong(String.valueOf(spent.headers().getFirst("Retry-After"))))
                .isBetween(86_300L, 86_400L);

        time.pass(Duration.ofHours(24));
        assertThat(ask("139001" + number(), null).status()).isEqualTo(202);
    }

    @Test
    void anOperatorSeesTheBudgetAndAddsToIt() {
        for (int sent = 0; sent < 8; sent++) {
            ask(spread(), null);
        }
        String operator = platform.operator();
        assertThat(ask(spread(), null).code()).isEqualTo("challenge-required");

        var added = api.post(
                "/v1/admin/sms-lifts", Map.of("extraMessages", 1, "hours", 1, "reason", "a fair in town"), operator);
        assertThat(added.status()).as(added.text()).isEqualTo(201);
        guard.look().block(PATIENCE);

        JsonNode budget = api.get("/v1/admin/sms-spending", operator).body().path("budget");
        assertThat(budget.path("used").asLong()).isEqualTo(8);
        assertThat(budget.path("limit").asLong()).isEqualTo(13);
        assertThat(meters.get("wellspring.sms.budget.used").gauge().value()).isEqualTo(8);
        assertThat(ask(spread(), null).status()).isEqualTo(202);
        assertThat(ask(spread(), null).code()).isEqualTo("challenge-required");
    }

    @Test
    void numbersWhoseCodesNobodyUsesNeedAChallengeUntilAnOperatorTrustsThem() {
        for (int sent = 0; sent < 4; sent++) {
            ask("139003" + number(), null);
        }
        guard.look().block(PATIENCE);
        assertThat(ask("139003" + number(), null).code()).isEqualTo("challenge-required");
        assertThat(ask("139003" + number(), "42").status()).isEqualTo(202);
        assertThat(ask("139004" + number(), null).status()).isEqualTo(202);
        assertThat(meters.get("wellspring.sms.prefixes.suspicious").gauge().value())
                .isEqualTo(1);

        String operator = platform.operator();
        JsonNode suspicious = api.get("/v1/admin/sms-spending", operator)
                .body()
                .path("suspiciousPrefixes")
                .path(0);
        assertThat(suspicious.path("prefix").asString()).isEqualTo("861390030");
        assertThat(suspicious.path("sent").asLong()).isEqualTo(4);
        api.post("/v1/admin/sms-lifts", Map.of("prefix", "861390030", "hours", 1, "reason", "a festival"), operator);
        guard.look().block(PATIENCE);
        assertThat(ask("139003" + number(), null).status()).isEqualTo(202);
    }

    @Test
    void whatAnOperatorGrantedIsSeenAndTakenBack() {
        String operator = platform.operator();
        Api.Answer lifted = api.post(
                "/v1/admin/sms-lifts",
                Map.of("extraMessages", 1000, "hours", 168, "reason", "one nought too many"),
                operator);
        String path = "/v1/admin/sms-lifts/" + lifted.string("id");
        assertThat(lifted.headers().getLocation()).hasToString(path);
        assertThat(api.get(path, operator).body()).isEqualTo(lifted.body());
        assertThat(lifted.body().path("extraMessages").asInt()).isEqualTo(1000);
        assertThat(lifted.string("reason")).isEqualTo("one nought too many");
        assertThat(api.get("/v1/admin/sms-spending", operator)
                        .body()
                        .path("lifts")
                        .path(0))
                .isEqualTo(lifted.body());

        assertThat(api.delete(path, platform.member().accessToken()).status()).isEqualTo(403);
        assertThat(api.delete(path, operator).status()).isEqualTo(204);
        assertThat(api.delete(path, operator).status()).isEqualTo(404);
        guard.look().block(PATIENCE);
        JsonNode after = api.get("/v1/admin/sms-spending", operator).body();
        assertThat(after.path("budget").path("limit").asLong()).isEqualTo(12);
        assertThat(after.path("lifts")).isEmpty();
        assertThat(Instant.parse(api.get(path, operator).string("endsAt")))
                .isBefore(Instant.now().plusSeconds(60));
        assertThat(api.get("/v1/admin/sms-lifts?limit=1", operator)
                        .body()
                        .path("items")
                        .path(0)
                        .path("id")
                        .asString())
                .isEqualTo(lifted.string("id"));
    }

    @Test
    void aShorterBeginningTrustsAllThatBeginSoAndWhatIsNoBeginningIsRefused() {
        for (int sent = 0; sent < 4; sent++) {
            ask("139006" + number(), null);
        }
        String operator = platform.operator();
        for (String wrong : List.of("+86139006", "139 006", "8613900601234")) {
            Map<String, Object> trust = Map.of("prefix", wrong, "hours", 1, "reason", "a festival");
            assertThat(api.post("/v1/admin/sms-lifts", trust, operator).status())
                    .as(wrong)
                    .isEqualTo(400);
        }
        Map<String, Object> trust = Map.of("prefix", "86139", "hours", 1, "reason", "a festival");
        assertThat(api.post("/v1/admin/sms-lifts", trust, operator).status()).isEqualTo(201);
        guard.look().block(PATIENCE);
        assertThat(ask("139006" + number(), null).status()).isEqualTo(202);
    }

    @Test
    void whatWasNotSentIsForgottenSoonAndWhatWasIsKeptForTheBill() {
        database.sql("""
                        INSERT INTO sms_message (id, prefix, template, outcome, asked_at)
                        SELECT gen_random_uuid(), '861390070', 'REGISTER', outcome, now() - interval '3 days'
                          FROM unnest(ARRAY['ACCEPTED', 'UNCONFIRMED', NULL, 'NOT_TAKEN', 'OUR_FAULT']) AS outcome
                        """).then().block(PATIENCE);
        figures.prune().block(PATIENCE);
        assertThat(database.sql("SELECT coalesce(outcome, '-') FROM sms_message WHERE prefix = '861390070'")
                        .mapValue(String.class)
                        .all()
                        .collectList()
                        .block(PATIENCE))
                .containsExactlyInAnyOrder("ACCEPTED", "UNCONFIRMED", "-");
    }

    @Test
    void numbersWhoseCodesAreUsedAreNotSuspected() {
        for (int joined = 0; joined < 4; joined++) {
            api.registerMember("139005" + number());
        }
        guard.look().block(PATIENCE);
        assertThat(ask("139005" + number(), null).status()).isEqualTo(202);

        JsonNode register = StreamSupport.stream(
                        api.get("/v1/admin/sms-spending", platform.operator())
                                .body()
                                .path("lastDay")
                                .spliterator(),
                        false)
                .filter(figures -> figures.path("template").asString().equals("REGISTER"))
                .findFirst()
                .orElseThrow();
        assertThat(register.path("asked").asLong()).isEqualTo(5);
        assertThat(register.path("accepted").asLong()).isEqualTo(5);
        assertThat(register.path("verified").asLong()).isEqualTo(4);
    }

    @Test
    void whatAnOperatorMayNotGrantIsRefused() {
        String operator = platform.operator();
        assertThat(api.post("/v1/admin/sms-lifts", Map.of("extraMessages", 0, "hours", 1, "reason", "x"), operator)
                        .code())
                .isEqualTo("invalid-field");
        assertThat(api.post("/v1/admin/sms-lifts", Map.of("extraMessages", 1, "hours", 1), operator)
                        .code())
                .isEqualTo("missing-field");
        for (Map<String, Object> neitherOrBoth : List.<Map<String, Object>>of(
                Map.of("hours", 1, "reason", "x"),
                Map.of("prefix", "8613800", "extraMessages", 1, "hours", 1, "reason", "x"))) {
            assertThat(api.post("/v1/admin/sms-lifts", neitherOrBoth, operator).code())
                    .isEqualTo("one-field-required");
        }
        assertThat(api.get("/v1/admin/sms-lifts/999999999", operator).status()).isEqualTo(404);
        assertThat(api.get("/v1/admin/sms-spending", platform.member().accessToken())
                        .status())
                .isEqualTo(403);
    }

    private Api.Answer ask(String phone, @Nullable String challenge) {
        Map<String, Object> body = new HashMap<>(Map.of("phone", phone, "purpose", "REGISTER"));
        if (challenge != null) {
            body.put("challenge", challenge);
        }
        return api.post("/v1/sms-codes", body);
    }

    /** Numbers of many blocks, none of which looks pumped. */
    private String spread() {
        return "1392" + String.format("%07d", ThreadLocalRandom.current().nextInt(10_000_000));
    }

    /** Four digits behind the block, so that no test needs another's numbers. */
    private String number() {
        return "0" + String.format("%04d", Math.floorMod(System.nanoTime() / 1000 + next++, 10_000));
    }
}
