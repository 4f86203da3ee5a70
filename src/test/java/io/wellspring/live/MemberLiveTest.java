package io.wellspring.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.cluster.SlotHash;
import io.wellspring.testing.Api;
import io.wellspring.testing.OwnRedis;
import io.wellspring.testing.Platform;
import io.wellspring.testing.Servers;
import io.wellspring.testing.TestDatabase;
import io.wellspring.testing.WellspringTest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What members watch of themselves, on the running system. */
@WellspringTest
class MemberLiveTest {

    private static final Duration SOON = Duration.ofSeconds(3);
    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final OwnRedis REDIS = OwnRedis.start();

    @Autowired
    Api api;

    @Autowired
    Platform platform;

    @Autowired
    ReactiveStringRedisTemplate redis;

    @LocalServerPort
    int port;

    private Platform.Mall mall;
    private Api.Joined member;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add(
                "WELLSPRING_DATABASE", () -> "127.0.0.1:" + Servers.postgresql().getPort() + "/" + DATABASE.name());
        registry.add("WELLSPRING_REDIS", REDIS::url);
        registry.add("wellspring.live.guardMillis", () -> "200");
    }

    @BeforeEach
    void aMallAndAMember() {
        mall = platform.mall("1000000.00", platform.plan(Map.of()));
        member = platform.member();
    }

    @Test
    void theStreamBeginsWithAllThatTheMemberHas() {
        try (Watcher empty = watch()) {
            assertThat(empty.last().toString())
                    .isEqualTo("{\"balances\":[],\"total\":\"0.00\",\"today\":[],\"movements\":[]}");
        }
        buy("first", member, 1);
        try (Watcher watcher = watch()) {
            await().atMost(SOON).until(() -> held(watcher, "EQUITY").has("value"));
            JsonNode units = held(watcher, "EQUITY");
            assertThat(units.get("amount")).isEqualTo(wallet("EQUITY").get("amount"));
            assertThat(units.get("planId").asString()).isEqualTo(mall.planId());
            JsonNode statement = api.get("/v1/me/transfers?limit=5", member.accessToken())
                    .body()
                    .get("items");
            assertThat(watcher.last().get("movements")).isEqualTo(statement);
        }
    }

    @Test
    void purchasesAreSeenAndWhatUnitsAreWorthFollowsThoseOfOthers() {
        Api.Joined other = platform.member();
        try (Watcher watcher = watch()) {
            buy("own", member, 1);
            await().atMost(SOON).until(() -> held(watcher, "EQUITY").has("value"));
            JsonNode before = held(watcher, "EQUITY");
            buy("of-another", other, 2);
            await().atMost(SOON)
                    .until(() -> held(watcher, "EQUITY").path("changes").asLong()
                            > before.get("changes").asLong());
            JsonNode after = held(watcher, "EQUITY");
            assertThat(after.get("amount")).isEqualTo(before.get("amount"));
            Api.Answer sold = platform.redeem(
                    member, "all", mall.planId(), after.get("amount").asString());
            assertThat(sold.string("gross")).isEqualTo(after.get("value").asString());
            await().atMost(SOON).until(() -> held(watcher, "CNY").equals(wallet("CNY")));
            watcher.isOpen();
        }
    }

    @Test
    void theFirstEventIsWhole() {
        buy("first", member, 1);
        try (Watcher watcher = watch()) {
            for (ServerSentEvent<String> event : watcher.events()) {
                JsonNode units = balance(JsonMapper.shared().readTree(event.data()), "EQUITY");
                assertThat(units.has("value")).isTrue();
                assertThat(units.path("planName").asString()).isEqualTo("Spring tea");
            }
        }
    }

    /** The price of a batch never stands beside what the member had before that batch. */
    @Test
    void whatOneEventShowsIsOfOneMoment() {
        buy("first", member, 1);
        try (Watcher watcher = watch()) {
            for (int n = 2; n <= 9; n++) {
                buy("again-" + n, member, n);
            }
            String all = wallet("EQUITY").path("amount").asString();
            await().atMost(SOON)
                    .until(() ->
                            held(watcher, "EQUITY").path("amount").asString().equals(all));
            Map<Long, String> amounts = new HashMap<>();
            for (ServerSentEvent<String> event : watcher.events()) {
                JsonNode units = balance(JsonMapper.shared().readTree(event.data()), "EQUITY");
                String amount = units.path("amount").asString();
                assertThat(amounts.merge(units.path("changes").asLong(), amount, (one, other) -> other))
                        .isEqualTo(amount);
            }
            assertThat(amounts.values()).doesNotHaveDuplicates();
        }
    }

    @Test
    void aBatchThatAnotherNodeAppliedIsSeenAndSoIsOneOfWhichNobodyTold() {
        buy("first", member, 1);
        try (Watcher watcher = watch()) {
            give("12.34", 1);
            redis.convertAndSend("wellspring:live:members", mall.planId() + " " + version() + " " + member.memberId())
                    .block();
            await().atMost(SOON)
                    .until(() ->
                            held(watcher, "CNY").path("amount").asString("").equals("12.34"));
            give("56.78", 1);
            await().atMost(SOON)
                    .until(() ->
                            held(watcher, "CNY").path("amount").asString("").equals("56.78"));
            give("1.00", -2);
            await().atMost(SOON)
                    .until(() ->
                            held(watcher, "CNY").path("amount").asString("").equals("1.00"));
        }
    }

    @Test
    void whatTodayWouldBringMovesWithTheSales() {
        String plan = platform.planOf("loop-shares", Map.of("spendPerShare", "10"));
        Platform.Mall tea = platform.mall("1000000.00", plan);
        platform.buy(tea, "own", member, "500.00");
        platform.planAt(plan, 1);
        try (Watcher watcher = watch()) {
            String before = watcher.last().at("/today/0/dividend").asString();
            // The share of all that is sold stays the same; the level that the member alone has reached brings more.
            platform.buy(tea, "of-another", platform.member(), "100.00");
            await().atMost(Duration.ofSeconds(15))
                    .until(() ->
                            !watcher.last().at("/today/0/dividend").asString().equals(before));
            JsonNode today = watcher.last().at("/today/0");
            assertThat(today.get("provisional").asBoolean()).isTrue();
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> watcher.last()
                            .at("/today/0/dividend")
                            .equals(api.get("/v1/me/dividends/today", member.accessToken())
                                    .body()
                                    .at("/items/0/estimate/paid")));
        }
    }

    @Test
    void whatLotsWouldReleaseIsSeenAndWhatTheGenerationsBelowAdd() {
        String plan = platform.planOf("point-release-basic", Map.of());
        Platform.Mall tea = platform.mall("1000000.00", plan);
        Api.Joined below = platform.member(member);
        platform.buy(tea, "own", member, "3000.00");
        platform.buy(tea, "below", below, "3000.00");
        platform.planAt(plan, 2);
        try (Watcher watcher = watch()) {
            JsonNode today = watcher.last().at("/today/0");
            assertThat(today.get("released").asString()).isEqualTo("36.00");
            assertThat(today.get("referral").asString()).isEqualTo("18.00");
            platform.buy(tea, "below-again", below, "3000.00");
            await().atMost(Duration.ofSeconds(8))
                    .until(() ->
                            watcher.last().at("/today/0/referral").asString().equals("36.00"));
        }
    }

    @Test
    void whoSignsOutIsToldAndWatchesNoMore() {
        try (Watcher watcher = watch()) {
            assertThat(api.delete("/v1/tokens/current", member.accessToken()).status())
                    .isEqualTo(204);
            assertThat(watcher.endedFor()).isEqualTo("{\"reason\":\"SIGNED_OUT\"}");
        }
        assertThat(api.get("/v1/me/live", member.accessToken()).code()).isEqualTo("session-ended");
    }

    @Test
    void aTicketOpensTheStreamOnce() {
        String ticket =
                api.post("/v1/me/live-tickets", Map.of(), member.accessToken()).string("ticket");
        try (Watcher watcher = Watcher.withTicket(port, ticket).begun();
                Watcher again = Watcher.withTicket(port, ticket);
                Watcher invented = Watcher.withTicket(port, "x" + ticket)) {
            watcher.isOpen();
            for (Watcher refused : List.of(again, invented)) {
                await().atMost(SOON).until(() -> refused.failure() != null);
                assertThat(refused.failure())
                        .isInstanceOfSatisfying(
                                WebClientResponseException.class,
                                answer -> assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.UNAUTHORIZED));
            }
            assertThat(api.delete("/v1/tokens/current", member.accessToken()).status())
                    .isEqualTo(204);
            assertThat(watcher.endedFor()).isEqualTo("{\"reason\":\"SIGNED_OUT\"}");
        }
    }

    @Test
    void aTicketIsGoodForItsStreamAlone() {
        String ticket =
                api.post("/v1/me/live-tickets", Map.of(), member.accessToken()).string("ticket");
        assertThat(api.get("/v1/me/wallet?ticket=" + ticket).status()).isEqualTo(401);
        assertThat(api.get("/v1/me/live").status()).isEqualTo(401);
        assertThat(api.get("/v1/me/live", platform.operator()).status()).isEqualTo(403);
        assertThat(api.post("/v1/me/live-tickets", Map.of()).status()).isEqualTo(401);
    }

    /** A script of a cluster may only touch keys of one slot, which a key's tag decides. */
    @Test
    void everyKeyOfRedisSaysToWhichSlotItBelongs() {
        buy("first", member, 1);
        api.post("/v1/me/live-tickets", Map.of(), member.accessToken());
        List<String> keys = redis.scan().collectList().block();
        assertThat(keys).isNotEmpty().allMatch(key -> key.matches("[^{]*\\{[^}]+\\}.*"));
        assertThat(keys.stream().map(key -> key.replaceAll("\\{.*", ""))).contains("wellspring:live:", "live-ticket:");
        for (String key : keys) {
            String tag = key.substring(key.indexOf('{') + 1, key.indexOf('}'));
            assertThat(SlotHash.getSlot(key)).isEqualTo(SlotHash.getSlot(tag));
        }
    }

    private Watcher watch() {
        return Watcher.ofMember(port, member.accessToken());
    }

    private void buy(String order, Api.Joined buyer, int position) {
        platform.buy(mall, order, buyer, "100.00");
        platform.planAt(mall.planId(), position);
    }

    private static JsonNode held(Watcher watcher, String asset) {
        return balance(watcher.last(), asset);
    }

    private JsonNode wallet(String asset) {
        return balance(api.get("/v1/me/wallet", member.accessToken()).body(), asset);
    }

    private static JsonNode balance(JsonNode shown, String asset) {
        return shown.get("balances")
                .valueStream()
                .filter(balance -> balance.get("asset").asString().equals(asset))
                .findFirst()
                .orElseGet(() -> shown.path("none"));
    }

    /** Gives the member cash behind the application's back, as another node would, or as another history has it. */
    private void give(String cash, int versions) {
        DATABASE.jdbc()
                .sql("""
                        INSERT INTO ledger_member_balance (member_id, asset, plan_id, amount) VALUES (?, 'CNY', 0, ?)
                        ON CONFLICT (member_id, asset, plan_id) DO UPDATE SET amount = excluded.amount
                        """)
                .params(member.memberId(), Long.valueOf(cash.replace(".", "")))
                .update();
        DATABASE.jdbc()
                .sql("UPDATE plan SET version = version + ? WHERE id = ?")
                .params(versions, Long.valueOf(mall.planId()))
                .update();
    }

    private long version() {
        return DATABASE.jdbc()
                .sql("SELECT version FROM plan WHERE id = ?")
                .param(Long.valueOf(mall.planId()))
                .query(Long.class)
                .single();
    }
}
