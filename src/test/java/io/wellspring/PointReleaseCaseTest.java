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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The worked examples of point-release.json, through HTTP on the running system, with the clock moved past midnight.
 */
@WellspringTest
class PointReleaseCaseTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration A_DAY = Duration.ofDays(1);
    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final OwnRedis REDIS = OwnRedis.start();
    private static final AtomicInteger ORDERS = new AtomicInteger();

    private static JsonNode stated;

    @Autowired
    Api api;

    @Autowired
    Platform platform;

    private LocalDate day;
    private String operator;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add(
                "WELLSPRING_DATABASE", () -> "127.0.0.1:" + Servers.postgresql().getPort() + "/" + DATABASE.name());
        registry.add("WELLSPRING_REDIS", REDIS::url);
        registry.add("wellspring.rewards.team-enabled", () -> true);
    }

    @BeforeAll
    static void read() throws IOException {
        try (InputStream file = PointReleaseCaseTest.class.getResourceAsStream("/cases/point-release.json")) {
            stated = new JsonMapper().readTree(file);
        }
    }

    @BeforeEach
    void today() {
        operator = platform.operator();
        day = DATABASE.jdbc()
                .sql("SELECT (wellspring_now() AT TIME ZONE 'Asia/Shanghai')::date")
                .query(LocalDate.class)
                .single();
    }

    @Test
    void theShippedSetHasTheTableOfTheExamples() {
        JsonNode shipped = api.get("/v1/admin/parameter-sets", operator)
                .body()
                .get("items")
                .valueStream()
                .filter(set -> text(set, "name").equals("point-release"))
                .findFirst()
                .orElseThrow()
                .get("parameters");
        assertSteps(shipped.get("tiers"), "amount", "multiple", stated.get("tiers"));
        assertSteps(shipped.get("stars"), "volume", "rate", stated.get("stars"));
        assertThat(shipped.get("generations")).isEqualTo(stated.get("generations"));
        assertThat(shipped.get("peerRate")).isEqualTo(stated.get("peerRate"));
    }

    @Test
    void aDayAfterTheLastPointSaysThatNothingWasLeft() {
        Platform.Mall mall = mall(plan(Map.of("dailyRate", "1", "generations", List.of())));
        Api.Joined member = platform.member();
        Api.Joined other = platform.member();
        buy(mall, member, "3000.00");
        platform.planAt(mall.planId(), 1);
        for (int n = 0; n < 4; n++) {
            midnight(mall.planId(), day.plusDays(n));
        }
        String path = "/v1/me/releases/" + mall.planId() + "/";
        assertThat(api.get(path + day, member.accessToken()).body().has("whyNothing"))
                .isFalse();
        JsonNode nothing = api.get(path + day.plusDays(3), member.accessToken()).body();
        assertThat(text(nothing, "whyNothing")).isEqualTo("NOTHING_LEFT");
        assertThat(text(nothing, "released")).isEqualTo("0.00");
        assertThat(nothing.get("formulas")).hasSize(1);
        assertThat(api.get(path + day.plusDays(3), other.accessToken()).status())
                .isEqualTo(404);
    }

    @Test
    void lotsReleaseDayByDay() {
        JsonNode example = example("daily release");
        Platform.Mall mall = mall(plan(Map.of("tiers", tiers(example), "generations", List.of())));
        Api.Joined member = platform.member();
        for (JsonNode amount : example.get("orders")) {
            buy(mall, member, amount.asString());
        }
        platform.planAt(mall.planId(), 2);
        JsonNode lots = lots(member);
        for (int n = 0; n < 2; n++) {
            // The newest comes first.
            JsonNode lot = lots.get(1 - n);
            assertThat(lot.get("granted")).isEqualTo(example.get("granted").get(n));
            assertThat(lot.get("daily")).isEqualTo(example.get("dailyPerOrder").get(n));
            assertThat(lot.get("remaining")).isEqualTo(lot.get("granted"));
        }
        midnight(mall.planId(), day);

        assertThat(platform.balance(member, "POINT")).isEqualTo(text(example, "dailyTotal"));
        JsonNode days = api.get("/v1/me/releases", member.accessToken()).body().get("items");
        assertThat(days).hasSize(1);
        JsonNode released = days.get(0).get("releases").get(0);
        assertThat(released.get("byLots")).isEqualTo(example.get("dailyTotal"));
        assertThat(text(released, "remainingAfter")).isEqualTo("35856.00");
        assertThat(text(lots(member).get(1), "remaining")).isEqualTo("8964.00");
        assertThat(platform.balance(member, "RELEASING")).isEqualTo("35856.00");
        assertThat(text(settlement(mall.planId()), "byLots")).isEqualTo(text(example, "dailyTotal"));
    }

    @Test
    void aReferrerIsReleasedEarlyByWhomTheyInvited() {
        JsonNode example = example("referral");
        Platform.Mall mall = mall(plan(Map.of("tiers", tiers(example), "generations", stated.get("generations"))));
        Api.Joined a = platform.member();
        Api.Joined b = platform.member(a);
        buy(mall, a, text(example, "A.order"));
        buy(mall, b, text(example, "B.order"));
        platform.planAt(mall.planId(), 2);
        midnight(mall.planId(), day);

        JsonNode release = release(a, mall.planId(), day, "en");
        assertThat(release.get("byLots")).isEqualTo(example.get("A.static"));
        assertThat(release.get("referral").get("released")).isEqualTo(example.get("A.referralRelease"));
        assertThat(text(release.get("generations").get(0), "below")).isEqualTo(text(example, "B.static"));
        assertThat(release.get("formulas").valueStream().map(JsonNode::asString))
                .containsExactly(
                        "Released from your own lots: 36.00 (9000.00 before, 8964.00 left)",
                        "Friends of level 1: floor(36.00 × 50%) = 18.00",
                        "Friends of level 2: floor(0.00 × 30%) = 0.00",
                        "Released early through friends = the smaller of 18.00 and the remaining 8964.00 = 18.00");
        JsonNode inChinese = release(a, mall.planId(), day, "zh").get("formulas");
        assertThat(inChinese.valueStream().map(JsonNode::asString))
                .containsExactly(
                        "静态释放 36.00（释放前 9000.00，剩余 8964.00）",
                        "一级好友：36.00 × 50%，舍去尾数 = 18.00",
                        "二级好友：0.00 × 30%，舍去尾数 = 0.00",
                        "好友加速 = 18.00 与剩余 8964.00 中较小者 = 18.00");
        assertThat(release(b, mall.planId(), day, "en").get("byLots")).isEqualTo(example.get("B.static"));
        assertThat(platform.balance(a, "POINT")).isEqualTo("54.00");
    }

    @Test
    void aHigherStarEarnsTheDifference() {
        JsonNode example = example("team differential");
        // A's network is to bring 30,000, B's 20,000 and C's 10,000.
        List<String> volumes = List.of("10000", "12000", "14000", "16000", "18000", "20000", "30000");
        Chain chain = chain(3, volumes, text(example, "releasedBelowC"));
        assertThat(chain.release(0).get("team").get("earned")).isEqualTo(example.get("A"));
        assertThat(chain.release(1).get("team").get("earned")).isEqualTo(example.get("B"));
        assertThat(chain.release(2).get("team").get("earned")).isEqualTo(example.get("C"));
        assertThat(text(chain.release(1), "star")).isEqualTo("star 6");
        assertThat(chain.release(1).get("teams").get(0).toString())
                .isEqualTo("{\"star\":\"star 1\",\"rate\":\"0.34\",\"below\":\"10000.00\"}");
        assertThat(platform.balance(chain.members.get(1), "POINT")).isEqualTo(text(example, "B"));
    }

    @Test
    void aPeerSharesInWhatIsReleasedBelow() {
        JsonNode example = example("peer");
        List<String> volumes = List.of("10000", "1000000", "2000000", "3000000", "4000000", "5000000", "6000000");
        Chain chain = chain(2, volumes, text(example, "releasedBelowB"));
        assertThat(chain.release(0).get("peer").get("released")).isEqualTo(example.get("A"));
        assertThat(chain.release(1).get("team").get("released")).isEqualTo(example.get("B"));
        assertThat(text(chain.release(0).get("team"), "released")).isEqualTo("0.00");
    }

    @Test
    void aNetworkIsTheSameForTheMemberAndForOperators() {
        Platform.Mall mall = mall(plan(Map.of()));
        Api.Joined top = platform.member();
        Api.Joined first = platform.member(top);
        Api.Joined second = platform.member(first);
        Api.Joined third = platform.member(second);
        buy(mall, first, "100000.00");
        buy(mall, third, "5.00");
        platform.planAt(mall.planId(), 2);
        midnight(mall.planId(), day);
        Map<String, Object> order =
                new HashMap<>(Platform.order("order-" + ORDERS.incrementAndGet(), second, mall.planId(), "3000.00"));
        order.put("pointsPaid", "120.50");
        Platform.expect(202, platform.send(mall, order));
        Platform.until(() -> network(top).get("members").asInt(), members -> members == 3);
        Platform.until(() -> network(top).get("plans").get(0).toString(), seen -> seen.contains("102884.50"));

        JsonNode network = network(top);
        assertThat(network.get("generations").toString()).isEqualTo("[1,1]");
        JsonNode ofPlan = network.get("plans").get(0);
        assertThat(text(ofPlan, "star")).isEqualTo("一星");
        assertThat(ofPlan.get("network").toString())
                .isEqualTo("{\"today\":{\"cash\":\"2879.50\",\"points\":\"120.50\"},"
                        + "\"inAll\":{\"cash\":\"102884.50\",\"points\":\"120.50\"}}");
        assertThat(ofPlan.get("generations").get(0).toString())
                .isEqualTo("{\"today\":{\"cash\":\"0.00\",\"points\":\"0.00\"},"
                        + "\"inAll\":{\"cash\":\"100000.00\",\"points\":\"0.00\"}}");
        assertThat(text(ofPlan.get("generations").get(1).get("inAll"), "points"))
                .isEqualTo("120.50");
        assertThat(network(third).toString()).isEqualTo("{\"members\":0,\"generations\":[0,0],\"plans\":[]}");

        String path = "/v1/admin/members/" + top.memberId() + "/network";
        assertThat(api.get(path, operator).body()).isEqualTo(network);
        assertThat(api.get(path, top.accessToken()).status()).isEqualTo(403);
        assertThat(api.get("/v1/admin/members/1/network", operator).status()).isEqualTo(404);
    }

    @Test
    void anOperatorAddsAndDeductsWithAReasonAndNeverBelowZero() {
        Platform.Mall mall = mall(plan(Map.of()));
        Api.Joined member = platform.member();
        JsonNode added = adjusted(200, member, "a1", mall.planId(), "RELEASING", "100.00");
        assertThat(text(added, "status")).isEqualTo("DONE");
        assertThat(text(lots(member).get(0), "daily")).isEqualTo("1.20");
        assertThat(adjusted(200, member, "a1", mall.planId(), "RELEASING", "100.00"))
                .isEqualTo(added);
        assertThat(text(adjusted(422, member, "a2", mall.planId(), "RELEASING", "-100.01"), "code"))
                .isEqualTo("insufficient-points");
        assertThat(text(adjusted(422, member, "a2", mall.planId(), "RELEASING", "-1.00"), "code"))
                .isEqualTo("key-reused");
        adjusted(200, member, "a3", mall.planId(), "RELEASING", "-0.50");
        adjusted(200, member, "a4", mall.planId(), "POINT", "20.00");
        assertThat(text(adjusted(422, member, "a5", mall.planId(), "POINT", "-20.01"), "code"))
                .isEqualTo("insufficient-points");
        adjusted(200, member, "a6", mall.planId(), "POINT", "-20.00");
        midnight(mall.planId(), day);

        assertThat(platform.balance(member, "RELEASING")).isEqualTo("98.30");
        assertThat(platform.balance(member, "POINT")).isEqualTo("1.20");
        JsonNode statement =
                api.get("/v1/me/transfers", member.accessToken()).body().get("items");
        assertThat(statement.valueStream().filter(line -> text(line, "kind").equals("ADJUSTMENT")))
                .hasSize(4)
                .allMatch(line -> text(line, "reason").equals("a mistake"));
        assertThat(statement.valueStream().filter(line -> text(line, "kind").equals("STATIC_RELEASE")))
                .isNotEmpty()
                .noneMatch(line -> line.has("reason"));
        assertThat(text(adjusted(400, member, "a7", mall.planId(), "CNY", "1.00"), "code"))
                .isEqualTo("invalid-field");
        assertThat(text(adjusted(400, member, "a7", mall.planId(), "POINT", "0"), "code"))
                .isEqualTo("amount-not-positive");
        String path = "/v1/admin/members/" + member.memberId() + "/adjustments";
        assertThat(api.post(path, Map.of(), member.accessToken()).status()).isEqualTo(403);
        assertThat(api.get(path + "/" + text(added, "id"), operator).body()).isEqualTo(added);
    }

    private JsonNode adjusted(int status, Api.Joined member, String key, String plan, String asset, String amount) {
        Api.Answer answer = Api.now(adjusting(member, key, plan, asset, amount));
        Platform.expect(status, answer);
        return answer.body();
    }

    private Mono<Api.Answer> adjusting(Api.Joined member, String key, String plan, String asset, String amount) {
        return api.callingWith(
                HttpMethod.POST,
                "/v1/admin/members/" + member.memberId() + "/adjustments",
                Map.of("planId", plan, "asset", asset, "amount", amount, "reason", "a mistake"),
                Map.of("Authorization", "Bearer " + operator, "Idempotency-Key", key + "-" + plan));
    }

    @Test
    void twoPlansNeverDeductTheSamePoints() {
        List<String> plans = List.of(plan(Map.of()), plan(Map.of()));
        Api.Joined member = platform.member();
        adjusted(200, member, "given", plans.get(0), "POINT", "10.00");
        Map<Integer, Long> answers = Flux.range(0, 40)
                .flatMap(n -> adjusting(member, "taken-" + n, plans.get(n % 2), "POINT", "-1.00"), 40)
                .collect(Collectors.groupingBy(Api.Answer::status, Collectors.counting()))
                .block(PATIENCE);
        assertThat(answers).isEqualTo(Map.of(200, 10L, 422, 30L));
        assertThat(platform.balance(member, "POINT")).isEqualTo("0");
    }

    @Test
    void nobodySeesTheReleasesOfAnother() {
        Platform.Mall mall = mall(plan(Map.of()));
        Api.Joined member = platform.member();
        buy(mall, member, "3000.00");
        platform.planAt(mall.planId(), 1);
        midnight(mall.planId(), day);
        String path = "/v1/me/releases/" + mall.planId() + "/" + day;
        assertThat(api.get(path, member.accessToken()).status()).isEqualTo(200);
        assertThat(api.get(path, platform.member().accessToken()).status()).isEqualTo(404);
        assertThat(lots(platform.member())).isEmpty();
        assertThat(api.get("/v1/me/releases").status()).isEqualTo(401);
    }

    /** Members one below the other whose lots release nothing by themselves, and at their end one whose lot does. */
    private Chain chain(int length, List<String> volumes, String released) {
        List<Map<String, String>> stars = new ArrayList<>();
        List<JsonNode> rates = stated.get("stars").valueStream().toList();
        for (int n = 0; n < rates.size(); n++) {
            stars.add(Map.of(
                    "name",
                    "star " + (n + 1),
                    "volume",
                    volumes.get(n),
                    "rate",
                    rates.get(n).asString()));
        }
        Map<String, Object> slow = Map.of(
                "generations",
                List.of(),
                "stars",
                stars,
                "peerRate",
                text(stated, "peerRate"),
                "dailyRate",
                "0.000000001");
        String plan = plan(slow);
        Platform.Mall mall = mall(plan);
        List<Api.Joined> members = new ArrayList<>();
        for (int n = 0; n < length; n++) {
            members.add(n == 0 ? platform.member() : platform.member(members.get(n - 1)));
            buy(mall, members.get(n), released);
        }
        Map<String, Object> whole = new HashMap<>(slow);
        whole.put("dailyRate", "1");
        Platform.expect(
                200,
                Api.now(api.callingWith(
                        HttpMethod.POST,
                        "/v1/admin/plans/" + plan + "/versions",
                        Map.of("parameters", whole),
                        Map.of("Authorization", "Bearer " + operator, "Idempotency-Key", "faster-" + plan))));
        platform.planAt(plan, length + 1L);
        midnight(plan, day);
        buy(mall, platform.member(members.get(length - 1)), released);
        Platform.until(
                () -> DATABASE.jdbc()
                        .sql("SELECT count(*) FROM release_lot WHERE plan_id = ?")
                        .param(Long.valueOf(plan))
                        .query(Integer.class)
                        .single(),
                lots -> lots == length + 1);
        midnight(plan, day.plusDays(1));
        return new Chain(members, plan, day.plusDays(1));
    }

    private class Chain {

        private final List<Api.Joined> members;
        private final String plan;
        private final LocalDate of;

        Chain(List<Api.Joined> members, String plan, LocalDate of) {
            this.members = members;
            this.plan = plan;
            this.of = of;
        }

        JsonNode release(int member) {
            return PointReleaseCaseTest.this.release(members.get(member), plan, of, "en");
        }
    }

    private static void assertSteps(JsonNode shipped, String key, String value, JsonNode expected) {
        Map<BigDecimal, String> steps = new HashMap<>();
        shipped.forEach(step -> steps.put(new BigDecimal(text(step, key)), text(step, value)));
        assertThat(steps).hasSameSizeAs(expected.properties());
        expected.properties()
                .forEach(step -> assertThat(steps.get(new BigDecimal(step.getKey())
                                .stripTrailingZeros()
                                .setScale(0)))
                        .isEqualTo(step.getValue().asString()));
    }

    private static List<Map<String, String>> tiers(JsonNode example) {
        return example.get("tiersOverride").properties().stream()
                .map(tier -> Map.of(
                        "name", "from " + tier.getKey(),
                        "amount", tier.getKey(),
                        "multiple", tier.getValue().asString()))
                .toList();
    }

    private String plan(Map<String, Object> parameters) {
        Api.Answer answer = api.post(
                "/v1/admin/plans",
                Map.of("parameterSet", "point-release", "name", "Points", "parameters", parameters),
                operator);
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

    private JsonNode settlement(String plan) {
        return api.get("/v1/plans/" + plan + "/settlements")
                .body()
                .get("items")
                .get(0)
                .get("released");
    }

    private JsonNode network(Api.Joined member) {
        return api.get("/v1/me/network", member.accessToken()).body();
    }

    private JsonNode lots(Api.Joined member) {
        return api.get("/v1/me/lots", member.accessToken()).body().get("items");
    }

    private JsonNode release(Api.Joined member, String plan, LocalDate of, String language) {
        Api.Answer answer = Api.now(api.callingWith(
                HttpMethod.GET,
                "/v1/me/releases/" + plan + "/" + of,
                null,
                Map.of("Authorization", "Bearer " + member.accessToken(), "Accept-Language", language)));
        Platform.expect(200, answer);
        return answer.body();
    }

    private static JsonNode example(String name) {
        return stated.get("cases")
                .valueStream()
                .filter(one -> text(one, "name").equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String text(JsonNode node, String field) {
        return node.get(field).asString();
    }
}
