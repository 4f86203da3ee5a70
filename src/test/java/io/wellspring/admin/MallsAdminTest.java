package io.wellspring.admin;

import static io.wellspring.testing.Platform.expect;
import static io.wellspring.testing.Platform.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.plan.log.OrderBody;
import io.wellspring.testing.Api;
import io.wellspring.testing.Platform;
import io.wellspring.testing.WellspringTest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A mall stays itself, whatever happens to its secrets and terms. */
@WellspringTest
class MallsAdminTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    Platform platform;

    @Autowired
    Api api;

    @Autowired
    DatabaseClient database;

    @Autowired
    JsonMapper json;

    private String operator;
    private String plan;
    private Platform.Mall mall;
    private Api.Joined buyer;

    @BeforeEach
    void aMallAndABuyer() {
        operator = platform.operator();
        plan = platform.plan(Map.of());
        mall = platform.mall("1000.00", plan);
        buyer = platform.member();
    }

    @Test
    void anOrderSentUnderTheOldSecretAndUnderTheNewOneCountsOnce() {
        expect(202, platform.send(mall, order("D-2", buyer, plan, "100.00")));

        Platform.Mall renewed = withNewSecret(Map.of("overlapHours", 0));
        Api.Answer again = platform.send(renewed, order("D-2", buyer, plan, "100.00"));

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.string("outcome")).isEqualTo("ALREADY_KNOWN");
        assertThat(platform.planAt(plan, 1).path("figures").path("pool").asString())
                .isEqualTo("30.00");
    }

    @Test
    void theDayOfAMallIsOneWhicheverSecretItUses() {
        platform.buy(mall, "first", buyer, "900.00");

        Platform.Mall renewed = withNewSecret(Map.of());

        assertThat(platform.send(renewed, order("second", buyer, plan, "100.01"))
                        .code())
                .isEqualTo("daily-limit-exceeded");
        platform.buy(renewed, "third", buyer, "100.00");
    }

    @Test
    void anOlderSecretServesBesideTheNewOneForAWhile() {
        Platform.Mall renewed = withNewSecret(Map.of());

        platform.buy(mall, "old-token", buyer, "1.00");
        assertThat(platform.mallTokens(mall.id(), mall.secret()).status()).isEqualTo(200);
        platform.buy(renewed, "new", buyer, "1.00");
        JsonNode older = secrets().get(1);
        assertThat(Duration.between(
                        OffsetDateTime.parse(secrets().get(0).path("createdAt").asString()),
                        OffsetDateTime.parse(older.path("endsAt").asString())))
                .isEqualTo(Duration.ofDays(7));

        letTimeEnd(older.path("id").asString());

        assertThat(platform.mallTokens(mall.id(), mall.secret()).code()).isEqualTo("secret-ended");
        assertThat(platform.send(mall, order("late", buyer, plan, "1.00")).code())
                .isEqualTo("secret-ended");
        platform.buy(renewed, "late", buyer, "1.00");
    }

    @Test
    void aSecretThatIsEndedServesNoMoreNorDoItsTokens() {
        Platform.Mall renewed = withNewSecret(Map.of("overlapHours", 24));
        String id = secrets().get(1).path("id").asString();

        expect(204, api.delete("/v1/admin/malls/" + mall.id() + "/secrets/" + id, operator));

        assertThat(platform.mallTokens(mall.id(), mall.secret()).code()).isEqualTo("secret-ended");
        assertThat(platform.send(mall, order("leaked", buyer, plan, "1.00")).code())
                .isEqualTo("secret-ended");
        platform.buy(renewed, "mine", buyer, "1.00");
        assertThat(api.delete("/v1/admin/malls/" + mall.id() + "/secrets/999999999", operator)
                        .code())
                .isEqualTo("no-such-resource");
        Platform.Mall other = platform.mall("1.00", plan);
        assertThat(api.delete("/v1/admin/malls/" + other.id() + "/secrets/" + id, operator)
                        .code())
                .isEqualTo("no-such-resource");
    }

    @Test
    void onlySoManySecretsStandAtATime() {
        IntStream.range(0, 4).forEach(n -> expect(201, addSecret(Map.of(), "")));

        assertThat(addSecret(Map.of(), "").code()).isEqualTo("too-many-secrets");
        assertThat(addSecret(Map.of("overlapHours", -1), "").code()).isEqualTo("invalid-field");
        expect(201, addSecret(Map.of("overlapHours", 0), ""));
        assertThat(secrets()
                        .valueStream()
                        .filter(secret -> secret.path("state").asString().equals("ACTIVE")))
                .hasSize(1);
    }

    @Test
    void anEndedMallIsToldSoAndItsEndCanBeUndone() {
        Api.Answer ended = end(mall.id());

        assertThat(ended.string("state")).isEqualTo("ENDED");
        assertThat(platform.mallTokens(mall.id(), mall.secret()).code()).isEqualTo("mall-ended");
        assertThat(platform.mallTokens(mall.id(), "wrong").code()).isEqualTo("sign-in-failed");
        Api.Answer refused = platform.send(mall, order("after", buyer, plan, "1.00"));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo("mall-ended");

        assertThat(reopen(mall.id()).string("state")).isEqualTo("ACTIVE");

        platform.buy(mall, "after", buyer, "1.00");
        assertThat(api.post("/v1/admin/malls/nobody/ending", Map.of("reason", "x"), operator)
                        .code())
                .isEqualTo("no-such-resource");
    }

    @Test
    void whatIsNotNamedInAChangeStaysAndTheAnswerShowsAll() {
        String other = platform.plan(Map.of());

        Api.Answer changed = patch(Map.of("dailyLimit", "2000"));

        assertThat(changed.body().path("mall").path("dailyLimit").asString()).isEqualTo("2000.00");
        assertThat(changed.body().path("mall").path("name").asString()).isEqualTo("Tea mall");
        assertThat(changed.body().path("changed").toString())
                .isEqualTo("[{\"field\":\"dailyLimit\",\"from\":\"1000.00\",\"to\":\"2000.00\"}]");
        platform.buy(mall, "more", buyer, "1500.00");

        expect(200, patch(Map.of("planIds", List.of(other), "name", "Book mall")));
        assertThat(platform.send(mall, order("gone", buyer, plan, "1.00")).code())
                .isEqualTo("plan-out-of-scope");
        expect(202, platform.send(mall, order("elsewhere", buyer, other, "1.00")));
        assertThat(patch(Map.of("name", "Book mall")).body().path("changed").isEmpty())
                .isTrue();
        assertThat(patch(Map.of("planIds", List.of(plan, plan))).code()).isEqualTo("plan-named-twice");
        assertThat(patch(Map.of("planIds", List.of("999999"))).code()).isEqualTo("plan-unknown");
        assertThat(patch(Map.of("dailyLimit", "0")).code()).isEqualTo("amount-not-positive");
        assertThat(patch(Map.of("id", "x")).code()).isEqualTo("unknown-field");
    }

    @Test
    void whoDidWhatToAMallIsInItsHistory() {
        withNewSecret(Map.of());
        expect(200, patch(Map.of("dailyLimit", "2000")));
        end(mall.id());
        end(mall.id());
        reopen(mall.id());

        Api.Answer first = api.get("/v1/admin/malls/" + mall.id() + "/actions?limit=2", operator);
        Api.Answer rest =
                api.get("/v1/admin/malls/" + mall.id() + "/actions?cursor=" + first.string("nextCursor"), operator);

        assertThat(first.body()
                        .path("items")
                        .valueStream()
                        .map(item -> item.path("kind").asString()))
                .containsExactly("REOPENED", "ENDED");
        assertThat(rest.body()
                        .path("items")
                        .valueStream()
                        .map(item -> item.path("kind").asString()))
                .containsExactly("CHANGED", "SECRET_CREATED", "CREATED");
        assertThat(first.body().path("items").get(1).path("reason").asString()).isEqualTo("contract ended");
        assertThat(rest.body().path("items").valueStream())
                .allSatisfy(
                        item -> assertThat(item.path("operatorId").asString()).matches("[1-9][0-9]*"));
    }

    @Test
    void allMallsAreListedAndNoneShowsASecret() {
        Platform.Mall newer = platform.mall("1.00", plan);

        Api.Answer page = api.get("/v1/admin/malls?limit=1", operator);
        Api.Answer next = api.get("/v1/admin/malls?limit=1&cursor=" + page.string("nextCursor"), operator);

        assertThat(page.body().path("items").get(0).path("id").asString()).isEqualTo(newer.id());
        assertThat(next.body().path("items").get(0).path("id").asString()).isEqualTo(mall.id());
        assertThat(next.text()).doesNotContain(mall.secret());
        assertThat(api.get("/v1/admin/malls/" + mall.id(), operator)
                        .body()
                        .path("secrets")
                        .get(0)
                        .path("lastUsedAt")
                        .asString())
                .isNotEmpty();
        assertThat(api.get("/v1/admin/malls/nobody", operator).code()).isEqualTo("no-such-resource");
    }

    @Test
    void aRepeatUnderTheSameKeyMakesNothingMoreAndShowsNoSecret() {
        Map<String, Object> wish = Map.of("name", "Once", "planIds", List.of(plan), "dailyLimit", "1");
        String key = "mall-" + System.nanoTime();

        Api.Answer first = keyed("/v1/admin/malls", wish, key);
        Api.Answer again = keyed("/v1/admin/malls", wish, key);

        expect(201, first);
        expect(200, again);
        assertThat(again.string("mallId")).isEqualTo(first.string("mallId"));
        assertThat(again.body().has("clientSecret")).isFalse();
        assertThat(keyed("/v1/admin/malls", Map.of("name", "Two", "planIds", List.of(plan), "dailyLimit", "1"), key)
                        .code())
                .isEqualTo("key-reused");
        Api.Answer secret = addSecret(Map.of(), key + "-s");
        Api.Answer sameSecret = addSecret(Map.of(), key + "-s");
        assertThat(sameSecret.string("secretId")).isEqualTo(secret.string("secretId"));
        assertThat(sameSecret.body().has("clientSecret")).isFalse();
        assertThat(secrets()).hasSize(2);
    }

    @Test
    void anOperatorWhoLostTheAnswerGoesOnWithAnotherSecret() {
        Map<String, Object> wish = Map.of("name", "Lost", "planIds", List.of(plan), "dailyLimit", "1");
        String key = "mall-" + System.nanoTime();
        keyed("/v1/admin/malls", wish, key);

        String known = keyed("/v1/admin/malls", wish, key).string("mallId");
        Api.Answer secret = keyed("/v1/admin/malls/" + known + "/secrets", Map.of("overlapHours", 0), key + "-s");

        expect(201, secret);
        expect(200, platform.mallTokens(known, secret.string("clientSecret")));
    }

    @Test
    void ofManyRepeatsAtOnceOneMakesTheMall() {
        Map<String, Object> wish = Map.of("name", "Once", "planIds", List.of(plan), "dailyLimit", "1");
        Map<String, String> headers =
                Map.of("Authorization", "Bearer " + operator, "Idempotency-Key", "race-" + System.nanoTime());

        List<Api.Answer> answers = Flux.range(0, 8)
                .flatMap(n -> api.callingWith(HttpMethod.POST, "/v1/admin/malls", wish, headers), 8)
                .collectList()
                .block(PATIENCE);

        assertThat(answers).extracting(Api.Answer::status).containsOnlyOnce(201);
        assertThat(answers)
                .extracting(answer -> answer.string("mallId"))
                .containsOnly(answers.get(0).string("mallId"));
    }

    /** As the version before wrote it: the mall's row, and its order under a source that names the mall. */
    @Test
    void anOrderThatTheVersionBeforeAcceptedIsKnown() {
        String id = "old" + System.nanoTime();
        Map<String, Object> order = order("from-before", buyer, plan, "100.00");
        OrderBody body = new OrderBody(
                buyer.memberId(),
                100_00,
                0,
                null,
                OffsetDateTime.parse((String) order.get("paidAt")).toInstant().toString());
        database.sql("INSERT INTO client (id, name, secret_hash, plan_ids, daily_limit)"
                        + " VALUES (:id, 'Tea mall', :hash, ARRAY[:plan]::bigint[], 100000)")
                .bind("id", id)
                .bind("hash", sha256("kept"))
                .bind("plan", Long.valueOf(plan))
                .then()
                .then(database.sql(
                                "INSERT INTO plan_log (plan_id, source, key, kind, member_id, body, fingerprint)"
                                        + " VALUES (:plan, 'client:' || :id, 'from-before', 'ORDER', :member, :body::jsonb, :print)")
                        .bind("plan", Long.valueOf(plan))
                        .bind("id", id)
                        .bind("member", buyer.memberId())
                        .bind("body", json.writeValueAsString(body))
                        .bind("print", body.fingerprint(new TreeSet<>(List.of(Long.valueOf(plan)))))
                        .then())
                .block(PATIENCE);

        Platform.Mall before = platform.signedIn(id, "kept", plan);

        assertThat(platform.send(before, order).string("outcome")).isEqualTo("ALREADY_KNOWN");
    }

    private Platform.Mall withNewSecret(Map<String, Object> wish) {
        Api.Answer added = addSecret(wish, "");
        expect(201, added);
        assertThat(added.string("clientId")).isEqualTo(mall.id());
        return platform.signedIn(mall.id(), added.string("clientSecret"), plan);
    }

    private Api.Answer addSecret(Map<String, Object> wish, String key) {
        return keyed("/v1/admin/malls/" + mall.id() + "/secrets", wish, key);
    }

    private Api.Answer keyed(String path, Map<String, Object> wish, String key) {
        Map<String, String> headers = new HashMap<>(Map.of("Authorization", "Bearer " + operator));
        if (!key.isEmpty()) {
            headers.put("Idempotency-Key", key);
        }
        return Api.now(api.callingWith(HttpMethod.POST, path, wish, headers));
    }

    private Api.Answer patch(Map<String, Object> wish) {
        return Api.now(api.calling(HttpMethod.PATCH, "/v1/admin/malls/" + mall.id(), wish, operator));
    }

    private Api.Answer end(String id) {
        Api.Answer answer = api.post("/v1/admin/malls/" + id + "/ending", Map.of("reason", "contract ended"), operator);
        expect(200, answer);
        return answer;
    }

    private Api.Answer reopen(String id) {
        Api.Answer answer = api.delete("/v1/admin/malls/" + id + "/ending?reason=renewed", operator);
        expect(200, answer);
        return answer;
    }

    private JsonNode secrets() {
        return api.get("/v1/admin/malls/" + mall.id(), operator).body().path("secrets");
    }

    private void letTimeEnd(String secretId) {
        database.sql("UPDATE mall_secret SET ends_at = now() WHERE id = :id")
                .bind("id", Long.valueOf(secretId))
                .then()
                .block(PATIENCE);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
