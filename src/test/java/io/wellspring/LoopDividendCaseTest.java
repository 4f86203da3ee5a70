package io.wellspring;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.Api;
import io.wellspring.testing.OwnRedis;
import io.wellspring.testing.Platform;
import io.wellspring.testing.Servers;
import io.wellspring.testing.TestDatabase;
import io.wellspring.testing.WellspringTest;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The worked examples of loop-dividend.json, through HTTP on the running system, with the clock moved past midnight.
 */
@WellspringTest
class LoopDividendCaseTest {

    private static final Duration A_DAY = Duration.ofDays(1);
    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final OwnRedis REDIS = OwnRedis.start();
    private static final AtomicInteger ORDERS = new AtomicInteger();

    private static JsonNode cases;

    @Autowired
    Api api;

    @Autowired
    Platform platform;

    private LocalDate day;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        registry.add(
                "WELLSPRING_DATABASE", () -> "127.0.0.1:" + Servers.postgresql().getPort() + "/" + DATABASE.name());
        // Its plans have numbers that those of other databases have too.
        registry.add("WELLSPRING_REDIS", REDIS::url);
    }

    @BeforeAll
    static void read() throws IOException {
        try (InputStream file = LoopDividendCaseTest.class.getResourceAsStream("/cases/loop-dividend.json")) {
            cases = new JsonMapper().readTree(file).get("cases");
        }
    }

    @BeforeEach
    void today() {
        day = DATABASE.jdbc()
                .sql("SELECT (wellspring_now() AT TIME ZONE 'Asia/Shanghai')::date")
                .query(LocalDate.class)
                .single();
    }

    @Test
    void aPurchaseGrantsQuotaAndShares() {
        JsonNode stated = example("purchase");
        Platform.Mall mall = mall(plan("loop-shares", Map.of()));
        Api.Joined buyer = platform.member();
        buy(mall, buyer, text(stated, "amount"));
        platform.planAt(mall.planId(), 1);
        assertThat(platform.balance(buyer, "QUOTA")).isEqualTo(text(stated, "quotaGranted"));
        assertThat(platform.balance(buyer, "SHARE")).isEqualTo(text(stated, "sharesGranted") + ".000000");
    }

    @Test
    void theWeightedPoolIsSharedByShares() {
        shared(example("weighted pool"));
        shared(example("weighted pool, contribution variant"));
    }

    @Test
    void aLevelSharesItsPoolEqually() {
        JsonNode stated = example("level pool, contribution variant");
        int members = stated.get("membersInLevel").asInt();
        // Sales that grant each 10 shares where one costs a hundredth of what each spends, so that all are in V1.
        BigDecimal each = new BigDecimal(text(stated, "salesOfDay")).divide(BigDecimal.valueOf(members));
        Platform.Mall mall = mall(plan("loop-energy", Map.of("spendPerShare", each.toPlainString())));
        Api.Joined one = platform.member();
        buy(mall, one, each.toPlainString());
        for (int n = 1; n < members; n++) {
            buy(mall, platform.member(), each.toPlainString());
        }
        platform.planAt(mall.planId(), members);
        midnight(mall.planId(), day);

        JsonNode dividend = dividend(one, mall.planId(), "en");
        assertThat(text(dividend, "sales")).isEqualTo(text(stated, "salesOfDay"));
        assertThat(text(dividend.get("level"), "level")).isEqualTo("V1");
        assertThat(text(dividend.get("level"), "pool")).isEqualTo(text(stated, "levelPool"));
        assertThat(dividend.get("level").get("members").asInt()).isEqualTo(members);
        assertThat(text(dividend.get("level"), "paid")).isEqualTo(text(stated, "eachReceives"));
    }

    @Test
    void theShippedParametersHaveTheLevelsOfTheExamples() {
        assertLevels("loop-shares", example("levels, base variant"));
        assertLevels("loop-energy", example("levels, contribution variant"));
    }

    @Test
    void aDividendExplainsItselfInBothLanguages() {
        Platform.Mall mall = mall(plan("loop-shares", Map.of("spendPerShare", "10")));
        Api.Joined member = platform.member();
        buy(mall, member, "1000.00");
        buy(mall, platform.member(), "100.00");
        platform.planAt(mall.planId(), 2);

        JsonNode today = today(member);
        assertThat(text(today, "standing")).isEqualTo("TAKES_PART");
        assertThat(today.get("estimate").get("provisional").asBoolean()).isTrue();
        midnight(mall.planId(), day);

        JsonNode dividend = dividend(member, mall.planId(), "en");
        assertThat(text(today.get("estimate"), "paid")).isEqualTo(text(dividend, "paid"));
        assertThat(dividend.get("provisional").asBoolean()).isFalse();
        assertThat(dividend.get("formulas").valueStream().map(JsonNode::asString))
                .containsExactly(
                        "Pool of all participants = floor(sales ¥1100.00 × 30%) + ¥0.00 carried over = ¥330.00",
                        "My part = floor(¥330.00 × my shares 100.000000 ÷ all shares 110.000000) = ¥300.00",
                        "Paid = the smaller of ¥300.00 and my remaining quota ¥2000.00 = ¥300.00",
                        "Pool of level V1 = floor(sales ¥1100.00 × 1%) = ¥11.00",
                        "My part = floor(¥11.00 ÷ 1 members) = ¥11.00",
                        "Paid = the smaller of ¥11.00 and my remaining quota ¥1700.00 = ¥11.00",
                        "Remaining quota = ¥2000.00 − ¥311.00 = ¥1689.00");
        JsonNode inChinese = dividend(member, mall.planId(), "zh").get("formulas");
        assertThat(inChinese.valueStream().map(JsonNode::asString))
                .containsExactly(
                        "全员奖励池 = 销售额 1100.00 元 × 30%（舍去尾数）+ 上日结转 0.00 元 = 330.00 元",
                        "应得分红 = 330.00 元 × 我的份数 100.000000 ÷ 总份数 110.000000（舍去尾数）= 300.00 元",
                        "实发 = 300.00 元与剩余额度 2000.00 元中较小者 = 300.00 元",
                        "V1 等级奖励池 = 销售额 1100.00 元 × 1%（舍去尾数）= 11.00 元",
                        "应得分红 = 11.00 元 ÷ 1 人（舍去尾数）= 11.00 元",
                        "实发 = 11.00 元与剩余额度 1700.00 元中较小者 = 11.00 元",
                        "剩余额度 = 2000.00 元 − 311.00 元 = 1689.00 元");

        JsonNode days = api.get("/v1/me/dividends", member.accessToken()).body().get("items");
        assertThat(days).hasSize(1);
        assertThat(text(days.get(0), "paid")).isEqualTo("311.00");
        assertThat(text(days.get(0).get("dividends").get(0), "quotaAfter")).isEqualTo("1689.00");
        assertThat(platform.balance(member, "CNY")).isEqualTo("311.00");
    }

    @Test
    void theSettlementOfADayIsPublicAndNamesNobody() {
        Platform.Mall mall = mall(plan("loop-shares", Map.of()));
        buy(mall, platform.member(), "1000.00");
        platform.planAt(mall.planId(), 1);
        midnight(mall.planId(), day);
        midnight(mall.planId(), day.plusDays(1));

        var first = api.get("/v1/plans/" + mall.planId() + "/settlements?limit=1");
        assertThat(first.body().get("items")).hasSize(1);
        assertThat(text(first.body().get("items").get(0), "businessDay"))
                .isEqualTo(day.plusDays(1).toString());
        assertThat(text(first.body().get("items").get(0).get("shared"), "sales"))
                .isEqualTo("0.00");
        JsonNode settled = api.get(
                        "/v1/plans/" + mall.planId() + "/settlements?limit=1&cursor=" + first.string("nextCursor"))
                .body()
                .get("items")
                .get(0);
        assertThat(text(settled, "stage")).isEqualTo("PUBLISHED");
        JsonNode shared = settled.get("shared");
        assertThat(text(shared, "sales")).isEqualTo("1000.00");
        assertThat(shared.get("participants").asInt()).isEqualTo(1);
        JsonNode weighted = shared.get("pools").get(0);
        assertThat(text(weighted, "amount")).isEqualTo("300.00");
        assertThat(text(weighted, "paid")).isEqualTo("300.00");
        assertThat(text(shared.get("pools").get(3), "returned")).isEqualTo("60.00");
        assertThat(settled.toString()).doesNotContain("member_id", "memberId");
        assertThat(api.get("/v1/plans/999999/settlements").status()).isEqualTo(404);
        assertThat(api.get("/v1/plans/" + mall.planId() + "/settlements?cursor=x")
                        .code())
                .isEqualTo("invalid-cursor");
    }

    @Test
    void whoeverHasUsedUpTheQuotaIsToldSoUntilTheNextPurchase() {
        Platform.Mall mall = mall(plan("loop-shares", Map.of("quotaMultiple", "0.1")));
        Api.Joined member = platform.member();
        buy(mall, member, "1000.00");
        platform.planAt(mall.planId(), 1);
        midnight(mall.planId(), day);
        JsonNode used = today(member);
        assertThat(text(used, "standing")).isEqualTo("QUOTA_USED_UP");
        assertThat(text(used, "shares")).isEqualTo("1.000000");
        assertThat(used.has("estimate")).isFalse();

        buy(mall, member, "1000.00");
        platform.planAt(mall.planId(), 3);
        assertThat(text(today(member), "standing")).isEqualTo("TAKES_PART");
        midnight(mall.planId(), day.plusDays(1));
        assertThat(platform.balance(member, "CNY")).isEqualTo("200.00");
    }

    @Test
    void aPlanOfDividendsHasNoUnitsToSellAndNobodyButOperatorsSetsItGoing() {
        String plan = plan("loop-shares", Map.of());
        Api.Joined member = platform.member();
        assertThat(platform.redeem(member, "sell", plan, "1").code()).isEqualTo("plan-has-no-units");
        String path = "/v1/admin/plans/" + plan + "/settlements/" + day + "/recomputations";
        assertThat(api.post(path, Map.of(), member.accessToken()).status()).isEqualTo(403);
        assertThat(api.post(path, Map.of(), platform.operator()).status()).isEqualTo(404);
        midnight(plan, day);
        assertThat(api.post(path, Map.of(), platform.operator()).code()).isEqualTo("settlement-not-waiting");
    }

    @Test
    void aDayThatPaidNothingSaysWhy() {
        Platform.Mall mall = mall(plan("loop-shares", Map.of("quotaMultiple", "0.5", "levels", List.of())));
        Api.Joined much = platform.member();
        Api.Joined little = platform.member();
        buy(mall, much, "100000.00");
        buy(mall, little, "1.00");
        platform.planAt(mall.planId(), 2);
        midnight(mall.planId(), day);
        assertThat(whyNothing(much, mall, 0)).isEmpty();
        assertThat(whyNothing(little, mall, 0)).isEmpty();
        midnight(mall.planId(), day.plusDays(1));
        assertThat(whyNothing(much, mall, 1)).isEqualTo("NOTHING_TO_SHARE");
        buy(mall, much, "1.00");
        platform.planAt(mall.planId(), 4);
        midnight(mall.planId(), day.plusDays(2));
        assertThat(whyNothing(little, mall, 2)).isEqualTo("PART_BELOW_ONE_FEN");
        assertThat(text(explained(little, mall, 2), "paid")).isEqualTo("0.00");
    }

    /** What a member has today must not explain a day that was long ago. */
    @Test
    void aQuotaThatWasUsedUpThenExplainsADayAfterTheNextPurchaseToo() {
        Platform.Mall mall = mall(plan("loop-shares", Map.of("quotaMultiple", "0.1", "levels", List.of())));
        Api.Joined member = platform.member();
        buy(mall, member, "1000.00");
        platform.planAt(mall.planId(), 1);
        midnight(mall.planId(), day);
        assertThat(text(explained(member, mall, 0), "quotaAfter")).isEqualTo("0.00");
        midnight(mall.planId(), day.plusDays(1));
        buy(mall, member, "1000.00");
        platform.planAt(mall.planId(), 3);
        JsonNode nothing = explained(member, mall, 1);
        assertThat(text(nothing, "whyNothing")).isEqualTo("QUOTA_USED_UP");
        assertThat(text(nothing, "quotaBefore")).isEqualTo("0.00");
        assertThat(nothing.get("formulas").get(0).asString()).startsWith("Nothing was paid: my quota was used up");
        assertThat(nothing.get("formulas")).hasSize(1);
    }

    private String whyNothing(Api.Joined member, Platform.Mall mall, int daysLater) {
        return explained(member, mall, daysLater).path("whyNothing").asString("");
    }

    private JsonNode explained(Api.Joined member, Platform.Mall mall, int daysLater) {
        Api.Answer answer =
                api.get("/v1/me/dividends/" + mall.planId() + "/" + day.plusDays(daysLater), member.accessToken());
        Platform.expect(200, answer);
        return answer.body();
    }

    @Test
    void nobodySeesTheDividendOfAnother() {
        Platform.Mall mall = mall(plan("loop-shares", Map.of()));
        Api.Joined member = platform.member();
        buy(mall, member, "1000.00");
        platform.planAt(mall.planId(), 1);
        midnight(mall.planId(), day);
        String path = "/v1/me/dividends/" + mall.planId() + "/" + day;
        assertThat(api.get(path, member.accessToken()).status()).isEqualTo(200);
        assertThat(api.get(path, platform.member().accessToken()).status()).isEqualTo(404);
        for (String wrong : List.of("/1/2026-13-01", "/x/2026-01-01", "/1/+99999-01-01", "/1/today", "/1/0000-01-01")) {
            assertThat(api.get("/v1/me/dividends" + wrong, member.accessToken()).status())
                    .as(wrong)
                    .isEqualTo(404);
        }
    }

    @Test
    void aParameterSetIsChosenByNameAndMayBeChanged() {
        String operator = platform.operator();
        JsonNode sets = api.get("/v1/admin/parameter-sets", operator).body().get("items");
        assertThat(sets.valueStream().map(set -> text(set, "name")))
                .containsExactly("equity", "loop-shares", "loop-energy", "point-release-basic", "point-release");
        for (JsonNode set : sets) {
            var opened =
                    api.post("/v1/admin/plans", Map.of("parameterSet", text(set, "name"), "name", "A plan"), operator);
            if (text(set, "name").equals("point-release")) {
                assertThat(opened.code()).isEqualTo("team-rewards-disabled");
                assertThat(opened.text()).contains("wellspring.rewards.team-enabled");
                continue;
            }
            assertThat(opened.status()).as(opened.text()).isEqualTo(201);
            assertThat(opened.string("kind")).isEqualTo(text(set, "kind"));
            JsonNode served = api.get("/v1/plans/" + opened.string("id") + "/versions")
                    .body()
                    .get("items")
                    .get(0)
                    .get("parameters");
            assertThat(served).isEqualTo(set.get("parameters"));
        }
        var unknown = api.post("/v1/admin/plans", Map.of("parameterSet", "none", "name", "A plan"), operator);
        assertThat(unknown.code()).isEqualTo("invalid-field");
        var other = api.post(
                "/v1/admin/plans", Map.of("parameterSet", "equity", "kind", "LOOP", "name", "A plan"), operator);
        assertThat(other.code()).isEqualTo("invalid-field");
        var wrong = api.post(
                "/v1/admin/plans",
                Map.of("parameterSet", "loop-shares", "name", "A plan", "parameters", Map.of("weightedRate", "0.95")),
                operator);
        assertThat(wrong.code()).isEqualTo("sales-rates-above-one");
        var deep = api.post(
                "/v1/admin/plans",
                Map.of(
                        "parameterSet",
                        "point-release-basic",
                        "name",
                        "A plan",
                        "parameters",
                        Map.of("generations", List.of("0.3", "0.2", "0.1"))),
                operator);
        assertThat(deep.code()).isEqualTo("too-many-generations");
        assertThat(deep.text()).contains("wellspring.rewards.max-generations");
        for (Map<String, String> level : List.of(
                Map.<String, String>of(),
                Map.of("name", "V1", "minShares", "1"),
                Map.of("name", "V1", "rate", "0.1"))) {
            var incomplete = api.post(
                    "/v1/admin/plans",
                    Map.of(
                            "parameterSet",
                            "loop-shares",
                            "name",
                            "A plan",
                            "parameters",
                            Map.of("levels", List.of(level))),
                    operator);
            assertThat(incomplete.code()).as(level.toString()).isEqualTo("level-incomplete");
        }
    }

    /** One member with so many of all shares; another has the rest. What one gets is what the example states. */
    private void shared(JsonNode stated) {
        BigDecimal sales = new BigDecimal(text(stated, "salesOfDay"));
        BigDecimal perShare = sales.divide(new BigDecimal(text(stated, "totalShares")));
        BigDecimal own = perShare.multiply(new BigDecimal(text(stated, "memberShares")));
        Platform.Mall mall = mall(plan(
                "loop-shares",
                Map.of(
                        "spendPerShare", perShare.toPlainString(),
                        "weightedRate", text(stated, "weightedRate"),
                        "levels", List.of())));
        Api.Joined member = platform.member();
        buy(mall, member, own.toPlainString());
        buy(mall, platform.member(), sales.subtract(own).toPlainString());
        platform.planAt(mall.planId(), 2);
        today();
        midnight(mall.planId(), day);

        JsonNode dividend = dividend(member, mall.planId(), "en");
        assertThat(text(dividend, "sales")).isEqualTo(text(stated, "salesOfDay"));
        assertThat(text(dividend.get("weighted"), "pool")).isEqualTo(text(stated, "weightedPool"));
        assertThat(new BigDecimal(text(dividend.get("weighted"), "all")))
                .isEqualByComparingTo(text(stated, "totalShares"));
        assertThat(text(dividend, "paid")).isEqualTo(text(stated, "memberDividend"));
        assertThat(platform.balance(member, "CNY")).isEqualTo(text(stated, "memberDividend"));
    }

    private void assertLevels(String set, JsonNode stated) {
        JsonNode shipped = api.get("/v1/admin/parameter-sets", platform.operator())
                .body()
                .get("items")
                .valueStream()
                .filter(one -> text(one, "name").equals(set))
                .findFirst()
                .orElseThrow();
        Map<String, String> levels = new HashMap<>();
        Map<String, String> rates = new HashMap<>();
        shipped.get("parameters").get("levels").forEach(level -> {
            levels.put(text(level, "name"), text(level, "minShares"));
            rates.put(text(level, "name"), text(level, "rate"));
        });
        stated.get("minShares")
                .properties()
                .forEach(level -> assertThat(levels)
                        .containsEntry(level.getKey(), level.getValue().asString()));
        assertThat(levels).hasSameSizeAs(stated.get("minShares").properties());
        stated.path("rateOfSales")
                .properties()
                .forEach(level -> assertThat(rates)
                        .containsEntry(level.getKey(), level.getValue().asString()));
    }

    private String plan(String set, Map<String, Object> parameters) {
        Api.Answer answer = api.post(
                "/v1/admin/plans",
                Map.of("parameterSet", set, "name", "A loop", "parameters", parameters),
                platform.operator());
        Platform.expect(201, answer);
        return answer.string("id");
    }

    private Platform.Mall mall(String plan) {
        return platform.mall("100000000.00", plan);
    }

    private void buy(Platform.Mall mall, Api.Joined member, String amount) {
        platform.buy(mall, "order-" + ORDERS.incrementAndGet(), member, amount);
    }

    /** Lets a day end, and waits until it is settled. */
    private void midnight(String plan, LocalDate ending) {
        DATABASE.advance(A_DAY);
        Platform.until(
                () -> api.get("/v1/plans/" + plan).body(),
                seen -> text(seen, "openDay").equals(ending.plusDays(1).toString()));
    }

    private JsonNode today(Api.Joined member) {
        return api.get("/v1/me/dividends/today", member.accessToken())
                .body()
                .get("items")
                .get(0);
    }

    private JsonNode dividend(Api.Joined member, String plan, String language) {
        Api.Answer answer = Api.now(api.callingWith(
                HttpMethod.GET,
                "/v1/me/dividends/" + plan + "/" + day,
                null,
                Map.of("Authorization", "Bearer " + member.accessToken(), "Accept-Language", language)));
        Platform.expect(200, answer);
        return answer.body();
    }

    private static JsonNode example(String name) {
        return cases.valueStream()
                .filter(one -> text(one, "name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String text(JsonNode node, String field) {
        return node.get(field).asString();
    }
}
