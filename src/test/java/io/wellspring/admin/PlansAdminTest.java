package io.wellspring.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.Api;
import io.wellspring.testing.Platform;
import io.wellspring.testing.WellspringTest;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

@WellspringTest
class PlansAdminTest {

    @Autowired
    Platform platform;

    @Autowired
    Api api;

    @ParameterizedTest
    @CsvSource({
        "contributionRate, 0, contribution-rate-out-of-range",
        "contributionRate, 1.01, contribution-rate-out-of-range",
        "grantRate, -0.1, grant-rate-negative",
        "referralGrantRate, -0.1, grant-rate-negative",
        "grantRate, 1.1, grant-rates-above-one",
        "issuePrice, 0, issue-price-not-positive",
        "issuePrice, 0.0000001, issue-price-out-of-range",
        "supplyCap, 0.9, supply-cap-too-small",
        "supplyCap, 1000000000001, supply-cap-out-of-range",
        "redemptionFeeRate, 1, redemption-fee-rate-out-of-range",
        "redemptionFeeRate, -0.01, redemption-fee-rate-out-of-range",
        "quotaMultiple, -1, quota-multiple-negative",
        "quotaMultiple, 1001, quota-multiple-too-large",
        "quotaMultiple, 0.30, quota-below-contribution",
        "referralGrantRate, 0.10, referral-quota-below-grant",
        "minSupply, -1, min-supply-negative",
        "minSupply, 0.0000001, min-supply-out-of-range",
        "issuePrice, 1e9, parameter-malformed",
        "issuePrice, one, parameter-malformed",
        "colour, red, unknown-field"
    })
    void eachParameterIsRefusedWithItsOwnReason(String name, String value, String code) {
        Api.Answer answer = open(Map.of("kind", "EQUITY", "name", "x", "parameters", Map.of(name, value)));

        assertThat(answer.code()).as(answer.text()).isEqualTo(code);
        assertThat(answer.status()).isIn(400, 422);
    }

    @Test
    void aPlanHasItsDefaultsAndShowsItsParameters() {
        String plan = platform.plan(Map.of("grantRate", "0.60"));

        JsonNode version =
                api.get("/v1/plans/" + plan + "/versions").body().path("items").path(0);

        assertThat(version.path("number").asInt()).isEqualTo(1);
        assertThat(version.path("parameters").path("grantRate").asString()).isEqualTo("0.60");
        assertThat(version.path("parameters").path("quotaMultiple").asString()).isEqualTo("2");
        assertThat(version.path("parameters").path("forcedExit").asBoolean()).isTrue();
    }

    @Test
    void newParametersTakeEffectOnALaterDay() {
        String plan = platform.plan(Map.of());
        LocalDate open = LocalDate.parse(api.get("/v1/plans/" + plan).string("openDay"));

        Api.Answer tomorrow = schedule(plan, "v2", Map.of("parameters", Map.of("grantRate", "0.50")));
        Api.Answer again = schedule(plan, "v2", Map.of("parameters", Map.of("grantRate", "0.50")));
        Api.Answer today = schedule(
                plan, "v3", Map.of("parameters", Map.of("grantRate", "0.40"), "effectiveDay", open.toString()));
        for (String day : List.of("+999999999-12-31", "2101-01-01", "2027-01-01T00:00:00Z", "tomorrow")) {
            assertThat(schedule(plan, "day", Map.of("parameters", Map.of(), "effectiveDay", day))
                            .code())
                    .isEqualTo("invalid-field");
        }
        Api.Answer bad = schedule(plan, "v4", Map.of("parameters", Map.of("grantRate", "4")));

        assertThat(tomorrow.status()).as(tomorrow.text()).isEqualTo(200);
        assertThat(tomorrow.string("effectiveDay")).isEqualTo(open.plusDays(1).toString());
        assertThat(again.body()).isEqualTo(tomorrow.body());
        assertThat(today.code()).isEqualTo("effective-day-not-later");
        assertThat(bad.code()).isEqualTo("grant-rates-above-one");
        assertThat(api.get("/v1/plans/" + plan + "/versions").body().path("items"))
                .hasSize(2);
    }

    @Test
    void wishesInBadFormAreTold() {
        assertThat(open(Map.of("kind", "GIFT", "name", "x")).status()).isEqualTo(400);
        assertThat(open(Map.of("name", "x")).code()).isEqualTo("missing-field");
        assertThat(open(Map.of("kind", "EQUITY", "name", " ")).code()).isEqualTo("missing-field");
        assertThat(open(Map.of("kind", "EQUITY", "name", "x".repeat(101))).code())
                .isEqualTo("invalid-field");
        assertThat(open(Map.of("kind", "EQUITY", "name", "x", "zone", "Mars/Olympus"))
                        .code())
                .isEqualTo("invalid-field");
        for (String offset : List.of("+08:00", "UTC+08:00", "GMT+8", "UT+05:30", "SystemV/CST6")) {
            assertThat(open(Map.of("kind", "EQUITY", "name", "x", "zone", offset))
                            .code())
                    .as(offset)
                    .isEqualTo("invalid-field");
        }
        assertThat(open(Map.of("kind", 0, "name", "x")).code()).isEqualTo("wrong-type");
        assertThat(open(Map.of("kind", "EQUITY", "name", "turned \u202e")).code())
                .isEqualTo("invalid-field");
        assertThat(open(Map.of("kind", "EQUITY", "name", "x", "parameters", "none"))
                        .code())
                .isEqualTo("wrong-type");
        assertThat(open(Map.of("kind", "EQUITY", "name", "x", "parameters", Map.of("grantRate", 0.5)))
                        .code())
                .isEqualTo("parameter-malformed");
        assertThat(open(Map.of("kind", "EQUITY", "name", "x", "parameters", Map.of("forcedExit", "yes")))
                        .code())
                .isEqualTo("wrong-type");
        for (String name : List.of("none\u0000", "turned \u202e")) {
            Map<String, Object> level = Map.of("name", name, "minShares", "1", "rate", "0.01");
            assertThat(open(Map.of("kind", "LOOP", "name", "x", "parameters", Map.of("levels", List.of(level))))
                            .code())
                    .isEqualTo("invalid-field");
        }
        assertThat(mall(Map.of("name", "m", "planIds", List.of("999999"), "dailyLimit", "1"))
                        .code())
                .isEqualTo("plan-unknown");
        assertThat(mall(Map.of("name", "m", "planIds", List.of(), "dailyLimit", "1"))
                        .code())
                .isEqualTo("invalid-field");
    }

    @ParameterizedTest
    @CsvSource({
        "1.9, wrong-type, peerDepth",
        "9.99, wrong-type, peerDepth",
        "-0.5, wrong-type, peerDepth",
        "1e-5, wrong-type, peerDepth",
        "1.0, wrong-type, peerDepth",
        "true, wrong-type, peerDepth",
        "99999999999, wrong-type, peerDepth",
        "11, peer-depth-out-of-range,"
    })
    void aWholeNumberIsNeverCut(String depth, String code, String field) {
        Api.Answer answer = Api.now(api.callingRaw(
                HttpMethod.POST,
                "/v1/admin/plans",
                "{\"kind\":\"RELEASE\",\"name\":\"x\",\"parameters\":{\"peerDepth\":" + depth + "}}",
                Map.of("Authorization", "Bearer " + platform.operator(), "Content-Type", "application/json")));

        assertThat(answer.code()).as(answer.text()).isEqualTo(code);
        if (field != null) {
            assertThat(answer.body().path("about").path("field").asString()).isEqualTo(field);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RELEASE, '{\"generations\":[0.5]}', parameter-malformed, generations[0]",
        "RELEASE, '{\"generations\":[null]}', parameter-malformed, generations[0]",
        "RELEASE, '{\"generations\":null}', parameter-malformed, generations",
        "LOOP, '{\"levels\":[null]}', parameter-malformed, levels[0]",
        "LOOP, '{\"levels\":[{\"name\":\"V1\",\"minShares\":50,\"rate\":\"0.01\"}]}', parameter-malformed, levels[0].minShares",
        "EQUITY, '{\"grantRate\":0.5}', parameter-malformed, grantRate",
        "EQUITY, '{\"grantRate\":null}', parameter-malformed, grantRate"
    })
    void theParameterAtFaultIsNamed(String kind, String parameters, String code, String field) {
        Api.Answer answer = Api.now(api.callingRaw(
                HttpMethod.POST,
                "/v1/admin/plans",
                "{\"kind\":\"" + kind + "\",\"name\":\"x\",\"parameters\":" + parameters + "}",
                Map.of("Authorization", "Bearer " + platform.operator(), "Content-Type", "application/json")));

        assertThat(answer.code()).as(answer.text()).isEqualTo(code);
        assertThat(answer.body().path("about").path("field").asString()).isEqualTo(field);
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"prefix\":\"8613800\",\"hours\":168.9,\"reason\":\"x\"}', hours",
        "'{\"extraMessages\":1000000.9,\"hours\":1,\"reason\":\"x\"}', extraMessages",
        "'{\"extraMessages\":1,\"hours\":99999999999,\"reason\":\"x\"}', hours"
    })
    void noPartOfAnHourOrAMessageIsCutOff(String body, String field) {
        Api.Answer answer = Api.now(api.callingRaw(
                HttpMethod.POST,
                "/v1/admin/sms-lifts",
                body,
                Map.of("Authorization", "Bearer " + platform.operator(), "Content-Type", "application/json")));

        assertThat(answer.code()).as(answer.text()).isEqualTo("wrong-type");
        assertThat(answer.body().path("about").path("field").asString()).isEqualTo(field);
    }

    @Test
    void aRepeatUnderTheSameKeyFindsThePlanThatWasOpened() {
        Map<String, Object> wish = Map.of(
                "kind", "EQUITY", "name", "Once", "parameters", Map.of("grantRate", "0.5", "referralGrantRate", "0"));
        String key = "plan-" + System.nanoTime();

        Api.Answer first = keyed(wish, key);
        Api.Answer again = keyed(wish, key);
        Api.Answer other = keyed(Map.of("kind", "EQUITY", "name", "Another"), key);

        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().getLocation()).isEqualTo(first.headers().getLocation());
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("key-reused");
        assertThat(keyed(wish, key + "-b").string("id")).isNotEqualTo(first.string("id"));
        assertThat(keyed(wish, "").code()).isEqualTo("idempotency-key-required");
    }

    @Test
    void whatWasRefusedUnderAKeyMayBeSentBetterUnderTheSame() {
        String key = "plan-" + System.nanoTime();

        Api.Answer refused = keyed(Map.of("kind", "EQUITY", "name", "x", "parameters", Map.of("grantRate", "4")), key);
        Api.Answer better = keyed(Map.of("kind", "EQUITY", "name", "x"), key);

        assertThat(refused.code()).isEqualTo("grant-rates-above-one");
        assertThat(better.status()).as(better.text()).isEqualTo(201);
    }

    @Test
    void ofManyRepeatsAtOnceOneOpensThePlan() {
        Map<String, Object> wish = Map.of("parameterSet", "loop-shares", "name", "Once");
        Map<String, String> headers = keyed("race-" + System.nanoTime());

        List<Api.Answer> answers = Flux.range(0, 8)
                .flatMap(n -> api.callingWith(HttpMethod.POST, "/v1/admin/plans", wish, headers), 8)
                .collectList()
                .block(Duration.ofSeconds(20));

        assertThat(answers).extracting(Api.Answer::status).containsOnly(201);
        assertThat(answers)
                .extracting(answer -> answer.string("id"))
                .containsOnly(answers.get(0).string("id"));
    }

    private Api.Answer keyed(Map<String, Object> wish, String key) {
        return Api.now(api.callingWith(HttpMethod.POST, "/v1/admin/plans", wish, keyed(key)));
    }

    private Map<String, String> keyed(String key) {
        return Map.of("Authorization", "Bearer " + platform.operator(), "Idempotency-Key", key);
    }

    @Test
    void onlyOperatorsMayDoIt() {
        String member = platform.member().accessToken();

        assertThat(api.post("/v1/admin/plans", Map.of("kind", "EQUITY", "name", "x"), member)
                        .code())
                .isEqualTo("forbidden");
        assertThat(api.post("/v1/admin/plans", Map.of("kind", "EQUITY", "name", "x"))
                        .code())
                .isEqualTo("unauthenticated");
        assertThat(api.post("/v1/admin/malls", Map.of(), member).code()).isEqualTo("forbidden");
    }

    private Api.Answer open(Map<String, Object> wish) {
        return api.post("/v1/admin/plans", wish, platform.operator());
    }

    private Api.Answer mall(Map<String, Object> wish) {
        return api.post("/v1/admin/malls", wish, platform.operator());
    }

    private Api.Answer schedule(String plan, String key, Map<String, Object> wish) {
        return Api.now(api.callingWith(
                HttpMethod.POST,
                "/v1/admin/plans/" + plan + "/versions",
                wish,
                Map.of("Authorization", "Bearer " + platform.operator(), "Idempotency-Key", key)));
    }
}
