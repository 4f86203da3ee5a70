package io.wellspring.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.Api;
import io.wellspring.testing.Platform;
import io.wellspring.testing.WellspringTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

@WellspringTest
class RedemptionsTest {

    @Autowired
    Platform platform;

    @Autowired
    Api api;

    private String plan;
    private Api.Joined member;

    @BeforeEach
    void aMemberWithFortyTwoUnits() {
        plan = platform.plan(Map.of());
        member = platform.member();
        Platform.Mall mall = platform.mall("1000000.00", plan);
        platform.buy(mall, "first", member, "100.00");
        platform.buy(mall, "second", platform.member(), "100.00");
        platform.planAt(plan, 2);
    }

    @Test
    void unitsBecomeCashLessTheFeeAndTheStatementSaysHow() {
        Api.Answer sold = platform.redeem(member, "sell-all", plan, "21");

        assertThat(sold.status()).isEqualTo(200);
        // 21 of 35.7 units in a pool of 60.00 are worth 35.29; a tenth of it, rounded up, stays.
        assertThat(sold.string("gross")).isEqualTo("35.29");
        assertThat(sold.string("fee")).isEqualTo("3.53");
        assertThat(sold.string("paid")).isEqualTo("31.76");
        assertThat(platform.balance(member, "CNY")).isEqualTo("31.76");
        assertThat(platform.balance(member, "QUOTA")).isEqualTo("164.71");
        JsonNode newest = api.get("/v1/me/transfers?asset=CNY", member.accessToken())
                .body()
                .path("items")
                .path(0);
        assertThat(newest.path("amount").asString()).isEqualTo("31.76");
        assertThat(newest.path("balance").asString()).isEqualTo("31.76");
        assertThat(newest.path("kind").asString()).isEqualTo("REDEMPTION");
        assertThat(newest.path("cause").path("position").asLong()).isEqualTo(3);
    }

    @Test
    void aRepeatGetsTheFirstAnswerAndSellsNothingMore() {
        Api.Answer first = platform.redeem(member, "twice", plan, "10");
        Api.Answer second = platform.redeem(member, "twice", plan, "10.0");

        assertThat(second.body()).isEqualTo(first.body());
        assertThat(platform.balance(member, "EQUITY")).isEqualTo("11.000000");
        assertThat(platform.redeem(member, "twice", plan, "11").code()).isEqualTo("key-reused");
    }

    @Test
    void aKeyStandsForOneRequestWhicheverThePlan() {
        String other = platform.plan(Map.of());
        platform.buy(platform.mall("1000.00", other), "other", member, "100.00");
        platform.planAt(other, 1);

        assertThat(platform.redeem(member, "everywhere", plan, "5").status()).isEqualTo(200);
        assertThat(platform.redeem(member, "everywhere", other, "5").code()).isEqualTo("key-reused");
        assertThat(platform.redeem(member, "everywhere", plan, "5").status()).isEqualTo(200);

        List<Api.Answer> both = Flux.just(plan, other)
                .repeat(9)
                .flatMap(
                        id -> api.callingWith(
                                HttpMethod.POST,
                                "/v1/me/redemptions",
                                Map.of("planId", id, "units", "1"),
                                Map.of("Authorization", "Bearer " + member.accessToken(), "Idempotency-Key", "race")),
                        20)
                .collectList()
                .block();
        assertThat(both.stream()
                        .filter(answer -> answer.status() == 200)
                        .map(answer -> answer.string("id"))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void moreThanOneHoldsIsRefusedAndARepeatIsRefusedAlike() {
        assertThat(platform.redeem(member, "too-many", plan, "21.000001").code())
                .isEqualTo("insufficient-units");
        assertThat(platform.redeem(member, "too-many", plan, "21.000001").code())
                .isEqualTo("insufficient-units");
        assertThat(platform.balance(member, "EQUITY")).isEqualTo("21.000000");
    }

    @Test
    void aRedemptionIsFoundByItsOwnerAlone() {
        String id = platform.redeem(member, "mine", plan, "1").string("id");

        assertThat(api.get("/v1/me/redemptions/" + id, member.accessToken()).string("status"))
                .isEqualTo("DONE");
        Api.Answer stranger =
                api.get("/v1/me/redemptions/" + id, platform.member().accessToken());
        assertThat(stranger.status()).isEqualTo(404);
        assertThat(api.get(
                                "/v1/members/" + member.memberId() + "/wallet",
                                platform.member().accessToken())
                        .status())
                .isIn(403, 404);
    }

    @Test
    void mistakesAreTold() {
        assertThat(platform.redeem(member, "k1", plan, "0").code()).isEqualTo("amount-not-positive");
        assertThat(platform.redeem(member, "k2", plan, "-1").code()).isEqualTo("amount-not-positive");
        assertThat(platform.redeem(member, "k3", plan, "0.0000001").code()).isEqualTo("amount-too-precise");
        assertThat(platform.redeem(member, "k4", "999999", "1").code()).isEqualTo("plan-unknown");
        assertThat(platform.redeem(member, "k5", "one", "1").code()).isEqualTo("invalid-field");
        assertThat(platform.redeem(member, "no blanks", plan, "1").code()).isEqualTo("idempotency-key-required");
        assertThat(api.post("/v1/me/redemptions", Map.of("planId", plan, "units", "1"), member.accessToken())
                        .code())
                .isEqualTo("idempotency-key-required");
        assertThat(wish(Map.of("planId", plan)).code()).isEqualTo("missing-field");
        assertThat(wish(Map.of("planId", plan, "units", "1", "price", "9")).code())
                .isEqualTo("unknown-field");
        assertThat(wish(Map.of("planId", plan, "units", 1)).code()).isEqualTo("wrong-type");
    }

    @Test
    void valueDoesNotMoveOnceTheSessionHasEnded() {
        Platform.expect(204, api.delete("/v1/tokens/current", member.accessToken()));

        Api.Answer answer = platform.redeem(member, "late", plan, "1");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("session-ended");
    }

    @Test
    void theStatementIsPagedWithoutGapsAndAForeignCursorShowsNothingForeign() {
        for (int n = 0; n < 5; n++) {
            platform.redeem(member, "page-" + n, plan, "1");
        }
        List<String> ids = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = api.get("/v1/me/transfers?limit=3" + next, member.accessToken())
                    .body();
            page.path("items").forEach(item -> ids.add(item.path("id").asString()));
            next = page.has("nextCursor") ? "&cursor=" + page.path("nextCursor").asString() : null;
        } while (next != null);

        // Two lines for the order, three for each redemption.
        assertThat(ids).hasSize(2 + 5 * 3).doesNotHaveDuplicates();
        assertThat(api.get("/v1/me/transfers?cursor=%21%21", member.accessToken())
                        .code())
                .isEqualTo("invalid-cursor");
        assertThat(api.get("/v1/me/transfers?cursor=AAAA", member.accessToken()).code())
                .isEqualTo("invalid-cursor");
        assertThat(api.get("/v1/me/transfers?limit=0", member.accessToken()).code())
                .isEqualTo("invalid-field");
        assertThat(api.get("/v1/me/transfers?limit=x", member.accessToken()).status())
                .isEqualTo(400);
        assertThat(api.get("/v1/me/transfers?asset=GOLD", member.accessToken()).status())
                .isEqualTo(400);
        assertThat(api.get("/v1/me/transfers?asset=POINT", member.accessToken())
                        .body()
                        .path("items"))
                .isEmpty();
    }

    private Api.Answer wish(Map<String, Object> body) {
        return Api.now(api.callingWith(
                HttpMethod.POST,
                "/v1/me/redemptions",
                body,
                Map.of("Authorization", "Bearer " + member.accessToken(), "Idempotency-Key", "wish")));
    }
}
