package io.wellspring.testing;

import io.wellspring.auth.operator.Operators;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The people and malls around a plan, acting over HTTP. */
@TestConfiguration(proxyBeanMethods = false)
public class Platform {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String PASSWORD = "a password of some length";
    private static final AtomicInteger NEXT_PHONE =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(10_000_000, 80_000_000));

    /** When all orders of these tests were paid: yesterday, and the same in each, so that one sent again is the same. */
    public static final String PAID_AT = Instant.now()
            .minus(Duration.ofDays(1))
            .truncatedTo(ChronoUnit.SECONDS)
            .toString();

    private final Api api;
    private final Operators operators;
    private final DatabaseClient database;
    private final JsonMapper json;

    Platform(Api api, Operators operators, DatabaseClient database, JsonMapper json) {
        this.api = api;
        this.database = database;
        this.operators = operators;
        this.json = json;
    }

    /** A mall, its secret and token, and the first plan that it may feed. */
    public record Mall(String id, String secret, String token, String planId) {}

    /** Signs in as the operator of these tests, in place of whom another test may have left. */
    public String operator() {
        Api.Answer answer = signIn();
        if (answer.status() != 200) {
            database.sql("DELETE FROM operator").then().block(PATIENCE);
            operators.ensureFirst("first", PASSWORD).block(PATIENCE);
            answer = signIn();
            expect(200, answer);
        }
        return answer.string("accessToken");
    }

    private Api.Answer signIn() {
        return api.post("/v1/tokens", Map.of("grant", "PASSWORD", "operatorName", "first", "password", PASSWORD));
    }

    /** Opens an EQUITY plan and tells its id. */
    public String plan(Map<String, Object> parameters) {
        return opened(Map.of("kind", "EQUITY", "name", "Spring tea", "parameters", parameters));
    }

    /** Opens a plan of a shipped set of parameters and tells its id. */
    public String planOf(String set, Map<String, Object> parameters) {
        return opened(Map.of("parameterSet", set, "name", "Spring tea", "parameters", parameters));
    }

    private String opened(Map<String, Object> plan) {
        Api.Answer answer = api.post("/v1/admin/plans", plan, operator());
        expect(201, answer);
        return answer.string("id");
    }

    /** A mall that may feed these plans. */
    public Mall mall(String dailyLimit, String... planIds) {
        Api.Answer client = api.post(
                "/v1/admin/malls",
                Map.of("name", "Tea mall", "planIds", List.of(planIds), "dailyLimit", dailyLimit),
                operator());
        expect(201, client);
        return signedIn(client.string("clientId"), client.string("clientSecret"), planIds[0]);
    }

    /** A mall that signs in with a secret of its. */
    public Mall signedIn(String mallId, String secret, String planId) {
        Api.Answer token = mallTokens(mallId, secret);
        expect(200, token);
        return new Mall(mallId, secret, token.string("accessToken"), planId);
    }

    public Api.Answer mallTokens(String mallId, String secret) {
        return api.post(
                "/v1/tokens", Map.of("grant", "CLIENT_CREDENTIALS", "clientId", mallId, "clientSecret", secret));
    }

    public Api.Joined member() {
        return api.registerMember(freshPhone());
    }

    public Api.Joined member(Api.Joined referrer) {
        return api.registerMember(freshPhone(), referrer.referralCode());
    }

    /** A number that no other test has. */
    public static String freshPhone() {
        return "138" + NEXT_PHONE.getAndIncrement();
    }

    /** An order in good form, to be changed as a test needs. */
    public static Map<String, Object> order(String orderId, Api.Joined member, String planId, String amount) {
        return new HashMap<>(Map.of(
                "orderId",
                orderId,
                "memberId",
                Long.toString(member.memberId()),
                "planIds",
                List.of(planId),
                "amount",
                amount,
                "paidAt",
                PAID_AT));
    }

    public Api.Answer send(Mall mall, Map<String, Object> order) {
        return api.post("/v1/paid-orders", order, mall.token());
    }

    /** Sends an order that is accepted. */
    public void buy(Mall mall, String orderId, Api.Joined member, String amount) {
        expect(202, send(mall, order(orderId, member, mall.planId(), amount)));
    }

    /** Sends lines as they are and reads the outcomes. */
    public List<JsonNode> sendLines(Mall mall, String lines) {
        Api.Answer answer = sendLinesRaw(mall, lines);
        expect(200, answer);
        return Arrays.stream(answer.text().split("\n")).map(json::readTree).toList();
    }

    public Api.Answer sendLinesRaw(Mall mall, String lines) {
        return Api.now(api.callingRaw(
                HttpMethod.POST,
                "/v1/paid-orders",
                lines,
                Map.of("Authorization", "Bearer " + mall.token(), "Content-Type", MediaType.APPLICATION_NDJSON_VALUE)));
    }

    public Api.Answer redeem(Api.Joined member, String key, String planId, String units) {
        return Api.now(api.callingWith(
                HttpMethod.POST,
                "/v1/me/redemptions",
                Map.of("planId", planId, "units", units),
                Map.of("Authorization", "Bearer " + member.accessToken(), "Idempotency-Key", key)));
    }

    /** The plan as the public sees it, once its log is applied up to a position. */
    public JsonNode planAt(String planId, long position) {
        return until(
                () -> api.get("/v1/plans/" + planId).body(),
                plan -> plan.path("position").asLong() >= position);
    }

    /** What a member has of an asset; "0" where nothing. */
    public String balance(Api.Joined member, String asset) {
        for (JsonNode balance :
                api.get("/v1/me/wallet", member.accessToken()).body().path("balances")) {
            if (balance.path("asset").asString().equals(asset)) {
                return balance.path("amount").asString();
            }
        }
        return "0";
    }

    /** Looks again and again until it is as expected, and gives up with what it saw last. */
    public static <T> T until(Supplier<T> look, Predicate<T> expected) {
        return until(look, expected, PATIENCE);
    }

    /** The same, with another patience. */
    public static <T> T until(Supplier<T> look, Predicate<T> expected, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        T seen = look.get();
        while (!expected.test(seen)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("It never became as expected: " + seen);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
            seen = look.get();
        }
        return seen;
    }

    public static void expect(int status, Api.Answer answer) {
        if (answer.status() != status) {
            throw new AssertionError("Expected " + status + " but got " + answer.status() + ": " + answer.text());
        }
    }
}
