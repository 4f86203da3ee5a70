package io.wellspring.admin;

import static io.wellspring.testing.Platform.expect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wellspring.testing.Api;
import io.wellspring.testing.Platform;
import io.wellspring.testing.Servers;
import io.wellspring.testing.WellspringTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.TestPropertySource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** What one operator adds and deducts has bounds, and everybody at the desk sees who did it and why. */
@WellspringTest
@TestPropertySource(
        properties = {
            "wellspring.adjustment.max-points-per-call=1000",
            "wellspring.adjustment.max-points-per-operator-per-day=2500"
        })
class AdjustmentLimitsTest {

    @Autowired
    Platform platform;

    @Autowired
    Api api;

    @Autowired
    DatabaseClient database;

    private String operator;
    private String plan;
    private Api.Joined member;

    @BeforeEach
    void aDayOfWhichNothingIsUsed() {
        database.sql("UPDATE plan_log SET appended_at = appended_at - interval '2 days' WHERE kind = 'ADJUSTMENT'")
                .then()
                .block();
        operator = platform.operator();
        plan = platform.planOf("point-release-basic", Map.of());
        member = platform.member();
    }

    @Test
    void oneCallHasABoundInBothDirections() {
        Api.Answer refused = adjust("large", "1000.01");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("adjustment-too-large");
        assertThat(refused.body().path("about").path("maximum").asString()).isEqualTo("1000.00");
        assertThat(adjust("less", "-1000.01").code()).isEqualTo("adjustment-too-large");
        expect(200, adjust("fits", "1000.00"));
        assertThat(platform.balance(member, "POINT")).isEqualTo("1000.00");
    }

    @Test
    void theDayOfAnOperatorHasABoundAndARepeatDoesNotCountAgain() {
        for (int n = 0; n < 3; n++) {
            expect(200, adjust("first", "1000.00"));
        }
        expect(200, adjust("second", "-1000.00"));

        Api.Answer refused = adjust("third", "500.01");
        assertThat(refused.code()).isEqualTo("adjustment-limit-reached");
        assertThat(refused.body().path("about").path("left").asString()).isEqualTo("500.00");
        expect(200, adjust("fourth", "500.00"));
        assertThat(adjust("fifth", "0.01").code()).isEqualTo("adjustment-limit-reached");
        expect(200, adjust("first", "1000.00"));
        assertThat(platform.balance(member, "POINT")).isEqualTo("500.00");
    }

    @Test
    void whatThePlanRefusesUsesNothingOfTheDay() {
        for (int n = 0; n < 4; n++) {
            assertThat(adjust("nothing-there-" + n, "-1000.00").code()).isEqualTo("insufficient-points");
        }
        expect(200, adjust("added", "1000.00"));
    }

    @Test
    void theBoundOfTheDayHoldsInParallel() {
        List<Integer> statuses = Flux.range(0, 12)
                .flatMap(n -> adjusting("parallel-" + n, "500.00"), 12)
                .map(Api.Answer::status)
                .map(status -> status == 202 ? 200 : status)
                .collectList()
                .block(Duration.ofSeconds(60));

        assertThat(statuses.stream().filter(status -> status == 200)).hasSize(5);
        assertThat(statuses.stream().filter(status -> status == 422)).hasSize(7);
    }

    @Test
    void whoWaitsForATurnHoldsNoConnection() throws SQLException {
        expect(200, adjust("before", "1.00"));
        String turn = "hashtextextended('adjustments of ' || max(source), 0)";
        String name = database.sql("SELECT current_database()")
                .mapValue(String.class)
                .one()
                .block(Duration.ofSeconds(5));
        try (Connection other =
                        Servers.postgresql().getDatabase("postgres", name).getConnection();
                Statement statement = other.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + turn + ") FROM plan_log WHERE key = 'before-"
                    + member.memberId() + "'");
            CompletableFuture<List<Integer>> waiting = Flux.range(0, 40)
                    .flatMap(n -> adjusting("waiting-" + n, "1.00"), 40)
                    .map(Api.Answer::status)
                    .collectList()
                    .toFuture();
            await().pollDelay(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(api.get("/v1/me/wallet", member.accessToken())
                                    .status())
                            .isEqualTo(200));
            statement.execute("SELECT pg_advisory_unlock_all()");

            assertThat(waiting.orTimeout(60, TimeUnit.SECONDS).join())
                    .hasSize(40)
                    .allMatch(status -> status == 200 || status == 202);
        }
    }

    @Test
    void adjustmentsAreListedWithWhoWhenWhyAndWhatBecameOfThem() {
        expect(200, adjust("given", "10.00"));
        assertThat(adjust("taken", "-20.00").code()).isEqualTo("insufficient-points");

        JsonNode all = api.get("/v1/admin/adjustments?limit=2", operator).body();
        Api.Answer first = api.get(path() + "?limit=1", operator);
        Api.Answer second = api.get(path() + "?limit=1&cursor=" + first.string("nextCursor"), operator);

        assertThat(all.path("items").get(0))
                .isEqualTo(first.body().path("items").get(0));
        assertThat(all.path("items").get(1))
                .isEqualTo(second.body().path("items").get(0));
        JsonNode refused = first.body().path("items").get(0);
        assertThat(refused.path("status").asString()).isEqualTo("REFUSED");
        assertThat(refused.path("code").asString()).isEqualTo("insufficient-points");
        JsonNode done = second.body().path("items").get(0);
        assertThat(done.path("status").asString()).isEqualTo("DONE");
        assertThat(done.path("memberId").asString()).isEqualTo(Long.toString(member.memberId()));
        assertThat(done.path("operatorId").asString()).matches("[1-9][0-9]*");
        assertThat(done.path("reason").asString()).isEqualTo("a gift");
        assertThat(second.body().has("nextCursor")).isFalse();
    }

    @Test
    void theHistoryOfAMemberHasDeedsAndAdjustmentsInTheirOrderOverPages() {
        String members = "/v1/admin/members/" + member.memberId();
        expect(200, adjust("one", "1.00"));
        expect(204, api.post(members + "/lock", Map.of("reason", "lost"), operator));
        expect(200, adjust("two", "2.00"));
        expect(204, api.delete(members + "/lock?reason=found", operator));
        expect(200, adjust("three", "3.00"));

        for (int limit = 1; limit <= 5; limit++) {
            assertThat(kinds(members, limit)).containsExactly("ADJUSTED", "UNLOCKED", "ADJUSTED", "LOCKED", "ADJUSTED");
        }
        JsonNode newest =
                api.get(members + "/actions", operator).body().path("items").get(0);
        assertThat(newest.path("adjustment").path("amount").asString()).isEqualTo("3.00");
        assertThat(newest.path("operatorId").asString()).matches("[1-9][0-9]*");
        assertThat(api.get(members + "/actions?cursor=AAAAAAAAAAE", operator).code())
                .isEqualTo("invalid-cursor");
    }

    private List<String> kinds(String members, int limit) {
        List<String> kinds = new ArrayList<>();
        String cursor = "";
        do {
            Api.Answer page = api.get(members + "/actions?limit=" + limit + cursor, operator);
            page.body()
                    .path("items")
                    .forEach(item -> kinds.add(item.path("kind").asString()));
            cursor = page.string("nextCursor").isEmpty() ? "" : "&cursor=" + page.string("nextCursor");
        } while (!cursor.isEmpty());
        return kinds;
    }

    private String path() {
        return "/v1/admin/members/" + member.memberId() + "/adjustments";
    }

    private Api.Answer adjust(String key, String amount) {
        return Api.now(adjusting(key, amount));
    }

    private Mono<Api.Answer> adjusting(String key, String amount) {
        return api.callingWith(
                HttpMethod.POST,
                path(),
                Map.of("planId", plan, "asset", "POINT", "amount", amount, "reason", "a gift"),
                Map.of("Authorization", "Bearer " + operator, "Idempotency-Key", key + "-" + member.memberId()));
    }
}
