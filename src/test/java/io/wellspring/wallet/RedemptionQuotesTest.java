package io.wellspring.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.Api;
import io.wellspring.testing.Platform;
import io.wellspring.testing.WellspringTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;

/** What members see before they sell, and of all that they ever asked to sell. */
@WellspringTest
class RedemptionQuotesTest {

    @Autowired
    Platform platform;

    @Autowired
    Api api;

    @Autowired
    DatabaseClient database;

    private String plan;
    private Api.Joined member;

    @BeforeEach
    void aMemberWithTwentyOneUnits() {
        plan = platform.plan(Map.of());
        member = platform.member();
        Platform.Mall mall = platform.mall("1000000.00", plan);
        platform.buy(mall, "first", member, "100.00");
        platform.buy(mall, "second", platform.member(), "100.00");
        platform.planAt(plan, 2);
    }

    @Test
    void aQuoteTellsToTheFenWhatTheRedemptionBringsAndMovesNothing() {
        Api.Answer quote = quote(plan, "21");

        assertThat(quote.status()).isEqualTo(200);
        JsonNode shown = api.get("/v1/plans/" + plan).body();
        assertThat(quote.string("planName")).isEqualTo(shown.path("name").asString());
        assertThat(quote.string("price")).isEqualTo(shown.at("/figures/price").asString());
        assertThat(quote.body().path("changes")).isEqualTo(shown.path("changes"));
        assertThat(quote.body().path("parametersVersion").asInt()).isEqualTo(1);
        assertThat(quote.body().path("binding").asBoolean(true)).isFalse();
        assertThat(quote.string("quotaUsed")).isEqualTo("35.29");
        assertThat(quote.string("quotaCut")).isEqualTo("0.00");
        assertThat(platform.balance(member, "EQUITY")).isEqualTo("21.000000");
        Api.Answer sold = platform.redeem(member, "as-quoted", plan, "21");
        for (String figure : List.of("units", "gross", "fee", "paid")) {
            assertThat(quote.string(figure)).isEqualTo(sold.string(figure));
        }
    }

    /** The day of the version has come, so that only its withdrawal keeps it from serving. */
    @Test
    void aQuoteKnowsNothingOfAVersionThatWasWithdrawn() {
        String before = quote(plan, "21").string("fee");
        changed("""
                INSERT INTO plan_version (plan_id, number, rule_revision, parameters, effective_day)
                SELECT plan_id, 2, rule_revision, jsonb_set(parameters, '{redemptionFeeRate}', '"0.5"'), effective_day
                  FROM plan_version WHERE plan_id = :plan
                """);
        assertThat(quote(plan, "21").string("fee")).isNotEqualTo(before);

        changed("INSERT INTO plan_version_withdrawal (plan_id, number, position, reason) VALUES (:plan, 2, 3, 'no')");

        assertThat(quote(plan, "21").string("fee")).isEqualTo(before);
        assertThat(quote(plan, "21").body().path("parametersVersion").asInt()).isEqualTo(1);
    }

    private void changed(String sql) {
        database.sql(sql).bind("plan", Long.parseLong(plan)).then().block(Duration.ofSeconds(5));
    }

    @Test
    void aQuoteIsRefusedAsTheRedemptionWouldBe() {
        String points = platform.planOf("point-release-basic", Map.of());
        for (String[] wish : new String[][] {
            {plan, "21.000001"},
            {plan, "0.000001"},
            {plan, "0"},
            {plan, "x"},
            {plan, "1000000000001"},
            {points, "1"},
            {"999999999", "1"},
            {"one", "1"}
        }) {
            Api.Answer refused = quote(wish[0], wish[1]);
            assertThat(refused.code()).isNotEmpty();
            assertThat(refused.code())
                    .isEqualTo(platform.redeem(member, "as-" + wish[1], wish[0], wish[1])
                            .code());
        }
        assertThat(quote(plan, "0.000001").code()).isEqualTo("redemption-pays-nothing");
        assertThat(api.post("/v1/me/redemption-quotes", Map.of("planId", plan, "units", "1"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void whatPaysNothingIsRefusedAndLeavesATrace() {
        assertThat(platform.redeem(member, "crumb", plan, "0.000001").code()).isEqualTo("redemption-pays-nothing");
        assertThat(platform.redeem(member, "crumb", plan, "0.000001").code()).isEqualTo("redemption-pays-nothing");

        assertThat(platform.balance(member, "EQUITY")).isEqualTo("21.000000");
        assertThat(listed("").path(0).at("/refusal/code").asString()).isEqualTo("redemption-pays-nothing");
    }

    @Test
    void aPlanWhoseRulesWouldCarryItOutRefusesItAtTheDoor() {
        database.sql("""
                        INSERT INTO plan_version (plan_id, number, rule_revision, parameters, effective_day)
                        SELECT plan_id, 2, 1, parameters, effective_day FROM plan_version WHERE plan_id = :plan
                        """).bind("plan", Long.valueOf(plan)).then().block(Duration.ofSeconds(5));

        assertThat(platform.redeem(member, "crumb", plan, "0.000001").code()).isEqualTo("redemption-pays-nothing");
        assertThat(quote(plan, "0.000001").code()).isEqualTo("redemption-pays-nothing");
        Api.Answer all = platform.redeem(member, "all", plan, "21");
        assertThat(all.status()).isEqualTo(200);
        assertThat(platform.redeem(member, "all", plan, "21").body()).isEqualTo(all.body());
    }

    @Test
    void allUnitsOfALargeHoldingAreSoldAtOnce() {
        String cheap = platform.plan(Map.of("issuePrice", "0.000001", "supplyCap", "1000000000000"));
        Platform.Mall mall = platform.mall("1000000.00", cheap);
        platform.buy(mall, "large", member, "100000.00");
        platform.buy(mall, "of-another", platform.member(), "100000.00");
        platform.planAt(cheap, 2);

        assertThat(api.get("/v1/plans/" + cheap).body().at("/figures/price").asString())
                .isNotEqualTo("0.0000");
        assertThat(quote(cheap, "21000000000").string("units")).isEqualTo("21000000000.000000");
        assertThat(platform.redeem(member, "large", cheap, "21000000000").status())
                .isEqualTo(200);
    }

    @Test
    void redemptionsAreListedNewestFirstWithWhatBecameOfThem() {
        String other = platform.plan(Map.of());
        platform.buy(platform.mall("1000.00", other), "other", member, "100.00");
        platform.planAt(other, 1);
        platform.redeem(member, "done", plan, "1");
        platform.redeem(member, "too-many", plan, "99");
        platform.redeem(member, "elsewhere", other, "2");

        JsonNode all = listed("");
        assertThat(statuses(all)).containsExactly("DONE 2.000000", "REFUSED 99.000000", "DONE 1.000000");
        assertThat(all.path(1).at("/refusal/code").asString()).isEqualTo("insufficient-units");
        assertThat(all.path(1).at("/refusal/detail").asString()).isNotEmpty();
        assertThat(all.path(1).has("paid")).isFalse();
        assertThat(all.path(2).path("paid").asString()).isEqualTo("1.51");
        assertThat(statuses(listed("?planId=" + other))).containsExactly("DONE 2.000000");
        Api.Answer first = api.get("/v1/me/redemptions?limit=2", member.accessToken());
        assertThat(statuses(listed("?limit=2&cursor=" + first.string("nextCursor"))))
                .containsExactly("DONE 1.000000");
        assertThat(api.get("/v1/me/redemptions", platform.member().accessToken())
                        .body()
                        .path("items"))
                .isEmpty();
        assertThat(api.get("/v1/me/redemptions?planId=x", member.accessToken()).code())
                .isEqualTo("invalid-field");
    }

    private JsonNode listed(String query) {
        return api.get("/v1/me/redemptions" + query, member.accessToken())
                .body()
                .path("items");
    }

    private static List<String> statuses(JsonNode items) {
        List<String> statuses = new ArrayList<>();
        items.forEach(item -> statuses.add(
                item.path("status").asString() + " " + item.path("units").asString()));
        return statuses;
    }

    private Api.Answer quote(String planId, String units) {
        return Api.now(api.calling(
                HttpMethod.POST,
                "/v1/me/redemption-quotes",
                Map.of("planId", planId, "units", units),
                member.accessToken()));
    }
}
