package io.wellspring.order;

import static io.wellspring.testing.Platform.expect;
import static io.wellspring.testing.Platform.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.Api;
import io.wellspring.testing.Platform;
import io.wellspring.testing.WellspringTest;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@WellspringTest
class PaidOrdersTest {

    @Autowired
    Platform platform;

    @Autowired
    Api api;

    @Autowired
    JsonMapper json;

    private String plan;
    private Platform.Mall mall;
    private Api.Joined buyer;

    @BeforeEach
    void aPlanAMallAndABuyer() {
        plan = platform.plan(Map.of());
        mall = platform.mall("1000000.00", plan);
        buyer = platform.member();
    }

    @Test
    void anOrderIsAcceptedOnceAndKnownEverAfter() {
        Map<String, Object> order = order("once", buyer, plan, "100.00");

        Api.Answer first = platform.send(mall, order);
        Api.Answer second = platform.send(mall, order);

        assertThat(first.status()).isEqualTo(202);
        assertThat(first.string("outcome")).isEqualTo("ACCEPTED");
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.string("outcome")).isEqualTo("ALREADY_KNOWN");
        assertThat(platform.planAt(plan, 1).path("figures").path("pool").asString())
                .isEqualTo("30.00");
    }

    @Test
    void theSameOrderByNumberInsteadOfIdIsTheSameOrder() {
        platform.buy(mall, "either", buyer, "100.00");
        Map<String, Object> byPhone = order("either", buyer, plan, "100");
        byPhone.remove("memberId");
        byPhone.put("phone", "+86 " + buyer.phone());

        assertThat(platform.send(mall, byPhone).string("outcome")).isEqualTo("ALREADY_KNOWN");
    }

    @Test
    void anotherBodyUnderTheSameIdIsAConflictAndChangesNothing() {
        String other = platform.plan(Map.of());
        Platform.Mall wide = platform.mall("1000000.00", plan, other);
        platform.buy(wide, "mine", buyer, "100.00");

        Api.Answer otherAmount = platform.send(wide, order("mine", buyer, plan, "100.01"));
        Map<String, Object> otherPlans = order("mine", buyer, plan, "100.00");
        otherPlans.put("planIds", List.of(plan, other));
        Api.Answer morePlans = platform.send(wide, otherPlans);
        Api.Answer anotherPlan = platform.send(wide, order("mine", buyer, other, "100.00"));

        for (Api.Answer answer : List.of(otherAmount, morePlans, anotherPlan)) {
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.code()).isEqualTo("order-conflict");
        }
        assertThat(platform.planAt(other, 0).path("figures").path("pool").asString())
                .isEqualTo("0.00");
    }

    @Test
    void oneOrderFeedsAllItsPlansTogether() {
        String other = platform.plan(Map.of("contributionRate", "0.10"));
        Map<String, Object> order = order("both", buyer, plan, "100.00");
        order.put("planIds", List.of(plan, other));

        expect(202, platform.send(platform.mall("1000000.00", plan, other), order));

        assertThat(platform.planAt(plan, 1).path("figures").path("pool").asString())
                .isEqualTo("30.00");
        assertThat(platform.planAt(other, 1).path("figures").path("pool").asString())
                .isEqualTo("10.00");
    }

    @Test
    void pointsSpentEarnNothing() {
        Map<String, Object> order = order("points", buyer, plan, "100.00");
        order.put("pointsPaid", "60.00");

        expect(202, platform.send(mall, order));

        assertThat(platform.planAt(plan, 1).path("figures").path("pool").asString())
                .isEqualTo("12.00");
        assertThat(platform.balance(buyer, "QUOTA")).isEqualTo("80.00");
    }

    @Test
    void aMallFeedsOnlyThePlansOfItsCredential() {
        String foreign = platform.plan(Map.of());

        Api.Answer answer = platform.send(mall, order("foreign", buyer, foreign, "100.00"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("plan-out-of-scope");
    }

    @Test
    void theDailyLimitHoldsToTheFenAlsoInParallel() {
        Platform.Mall small = platform.mall("100.00", plan);

        List<Integer> statuses = Flux.range(0, 40)
                .flatMap(n -> api.callingWith(
                        HttpMethod.POST,
                        "/v1/paid-orders",
                        order("limit-" + n, buyer, plan, "9.99"),
                        Map.of("Authorization", "Bearer " + small.token())))
                .map(Api.Answer::status)
                .collectList()
                .block();

        assertThat(statuses.stream().filter(status -> status == 202)).hasSize(10);
        assertThat(statuses.stream().filter(status -> status == 422)).hasSize(30);
        assertThat(platform.send(small, order("fits", buyer, plan, "0.10")).status())
                .isEqualTo(202);
        assertThat(platform.send(small, order("beyond", buyer, plan, "0.01")).code())
                .isEqualTo("daily-limit-exceeded");
    }

    @Test
    void tenThousandLinesComeBackAsTenThousandOutcomes() {
        String lines = lines(10_000, buyer);

        List<JsonNode> outcomes = platform.sendLines(mall, lines);

        assertThat(outcomes).hasSize(10_000);
        assertThat(outcomes)
                .allMatch(outcome -> outcome.path("outcome").asString().equals("ACCEPTED"));
        assertThat(outcomes.get(9_999).path("line").asLong()).isEqualTo(10_000);
        JsonNode figures = platform.planAt(plan, 10_000).path("figures");
        assertThat(figures.path("pool").asString()).isEqualTo("3000.00");
        assertThat(platform.sendLines(mall, lines))
                .allMatch(outcome -> outcome.path("outcome").asString().equals("ALREADY_KNOWN"));
    }

    @Test
    void twoMebibytesWithOneBadLineLoseOnlyThatLine() {
        String padding = "x".repeat(99);
        String[] lines = lines(9_500, buyer)
                .replace("\"paidAt\"", "\"merchant\":\"" + padding + "\",\"paidAt\"")
                .split("\n");
        lines[4_499] = "{\"orderId\":\"broken\",";
        String body = String.join("\n", lines);
        assertThat(body.length()).isGreaterThan(2 * 1024 * 1024);

        List<JsonNode> outcomes = platform.sendLines(mall, body);

        assertThat(outcomes).hasSize(9_500);
        JsonNode bad = outcomes.get(4_499);
        assertThat(bad.path("line").asLong()).isEqualTo(4_500);
        assertThat(bad.path("outcome").asString()).isEqualTo("REFUSED");
        assertThat(bad.path("problem").path("code").asString()).isEqualTo("malformed-json");
        assertThat(outcomes.stream()
                        .filter(outcome -> outcome.path("outcome").asString().equals("ACCEPTED")))
                .hasSize(9_499);
        platform.planAt(plan, 9_499);
    }

    @Test
    void eachLineIsToldWhatBecameOfIt() {
        platform.buy(mall, "known", buyer, "1.00");
        String lines = String.join(
                "\r\n",
                line(order("new", buyer, plan, "1.00")),
                "",
                line(order("known", buyer, plan, "1.00")),
                line(order("known", buyer, plan, "2.00")),
                line(order("new", buyer, plan, "1.00")),
                line(order("new", buyer, plan, "3.00")),
                line(order("bad", buyer, plan, "1.001")),
                "");

        List<JsonNode> outcomes = platform.sendLines(mall, lines);

        assertThat(outcomes.stream().map(outcome -> outcome.path("outcome").asString()))
                .containsExactly("ACCEPTED", "ALREADY_KNOWN", "CONFLICT", "ALREADY_KNOWN", "CONFLICT", "REFUSED");
        assertThat(outcomes.stream().map(outcome -> outcome.path("line").asLong()))
                .containsExactly(1L, 3L, 4L, 5L, 6L, 7L);
        assertThat(outcomes.get(5).path("problem").path("code").asString()).isEqualTo("amount-too-precise");
    }

    private String lines(int count, Api.Joined member) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> line(order("line-" + n, member, plan, "1.00")))
                .collect(Collectors.joining("\n"));
    }

    private String line(Map<String, Object> order) {
        return json.writeValueAsString(order);
    }
}
