package io.wellspring.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.Api;
import io.wellspring.testing.Platform;
import io.wellspring.testing.WellspringTest;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

/** New parameters over HTTP: a change of what would be in force, told before, shown after, and withdrawn until its day. */
@WellspringTest
class PlanVersionsTest {

    @Autowired
    Platform platform;

    @Autowired
    Api api;

    @ParameterizedTest
    @CsvSource({
        "loop-shares, spendPerShare, 10, weightedRate, 0.25",
        "equity, referralGrantRate, 0.10, contributionRate, 0.25",
        "point-release, dailyRate, 0.02, peerRate, 0.02"
    })
    void aChangeKeepsWhatItDoesNotName(String set, String kept, String itsValue, String changed, String newValue) {
        String plan = platform.planOf(
                set,
                set.equals("equity")
                        ? Map.of(kept, itsValue, "referralQuotaMultiple", "0.5")
                        : set.equals("point-release")
                                ? Map.of(kept, itsValue, "stars", List.of())
                                : Map.of(kept, itsValue));
        JsonNode before = versions(plan).path(0).path("parameters");

        Api.Answer answer = schedule(plan, "one", Map.of("parameters", Map.of(changed, newValue)));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        JsonNode after = versions(plan).path(1).path("parameters");
        assertThat(after.path(kept).asString()).isEqualTo(itsValue);
        assertThat(after.path(changed).asString()).isEqualTo(newValue);
        before.properties().stream()
                .filter(field -> !field.getKey().equals(changed))
                .forEach(field ->
                        assertThat(after.get(field.getKey())).as(field.getKey()).isEqualTo(field.getValue()));
    }

    @Test
    void aChangeThatChangesNothingIsRefused() {
        String plan = platform.plan(Map.of());

        assertThat(change(plan, "none", Map.of()).code()).isEqualTo("nothing-changed");
        assertThat(change(plan, "same", Map.of("grantRate", "0.7")).code()).isEqualTo("nothing-changed");
        assertThat(change(plan, "null", Collections.singletonMap("grantRate", null))
                        .code())
                .isEqualTo("parameter-malformed");
        assertThat(versions(plan)).hasSize(1);
    }

    @Test
    void theAnswerAndTheListTellAllParametersAndWhatChanged() {
        String plan = platform.planOf("loop-shares", Map.of());
        LocalDate open = openDay(plan);
        Map<String, Object> level = Map.of("name", "V1", "minShares", "10", "rate", "0.02");

        Api.Answer answer = change(plan, "one", Map.of("levels", List.of(level), "weightedRate", "0.25"));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.string("status")).isEqualTo("SCHEDULED");
        assertThat(answer.string("effectiveDay")).isEqualTo(open.plusDays(1).toString());
        assertThat(answer.body().path("number").asInt()).isEqualTo(2);
        assertThat(answer.body().path("basedOn").asInt()).isEqualTo(1);
        assertThat(names(answer.body())).containsExactly("weightedRate", "levels");
        JsonNode rate = answer.body().path("changed").path(0);
        assertThat(rate.path("from").asString()).isEqualTo("0.30");
        assertThat(rate.path("to").asString()).isEqualTo("0.25");
        assertThat(answer.body().path("changed").path(1).path("from")).hasSize(3);
        assertThat(answer.body().path("parameters").path("spendPerShare").asString())
                .isEqualTo("1000");

        JsonNode shown = versions(plan).path(1);
        assertThat(shown.path("status").asString()).isEqualTo("SCHEDULED");
        assertThat(shown.path("changed")).isEqualTo(answer.body().path("changed"));
        assertThat(shown.path("parameters")).isEqualTo(answer.body().path("parameters"));
        assertThat(shown.has("operatorId")).isFalse();
        assertThat(versions(plan).path(0).path("status").asString()).isEqualTo("IN_FORCE");
        assertThat(versions(plan).path(0).path("changed")).isEmpty();
        assertThat(api.get("/v1/admin/plans/" + plan + "/versions", platform.operator())
                        .body()
                        .path("items")
                        .path(1)
                        .path("operatorId")
                        .asString())
                .isNotEmpty();
        assertThat(api.get("/v1/admin/plans/" + plan + "/version-changes/" + answer.string("id"), platform.operator())
                        .body())
                .isEqualTo(answer.body());
    }

    @Test
    void parametersAreShownInTheOrderAndStyleOfAllOtherAnswers() {
        String plan = platform.plan(Map.of());

        String text = api.get("/v1/plans/" + plan + "/versions").text();

        assertThat(text)
                .contains(
                        "\"parameters\":{\"contributionRate\":\"0.30\",\"grantRate\":\"0.70\",\"referralGrantRate\":");
    }

    @Test
    void aPreviewTellsTheSameAndSchedulesNothing() {
        String plan = platform.plan(Map.of());

        Api.Answer preview = preview(plan, Map.of("parameters", Map.of("redemptionFeeRate", "0.05")));
        Api.Answer bad = preview(plan, Map.of("parameters", Map.of("grantRate", "4")));
        assertThat(versions(plan)).hasSize(1);
        Api.Answer change = change(plan, "done", Map.of("redemptionFeeRate", "0.05"));

        assertThat(preview.status()).as(preview.text()).isEqualTo(200);
        for (String field : List.of("effectiveDay", "basedOn", "parameters", "changed", "laterVersions")) {
            assertThat(preview.body().path(field))
                    .as(field)
                    .isEqualTo(change.body().path(field));
        }
        assertThat(bad.code()).isEqualTo("grant-rates-above-one");
        assertThat(preview("999999", Map.of("parameters", Map.of("grantRate", "0.5")))
                        .code())
                .isEqualTo("no-such-resource");
    }

    @Test
    void aChangeIsMadeToWhatWouldBeInForceOnItsDayAndLeavesLaterVersionsAsTheyAre() {
        String plan = platform.plan(Map.of());
        LocalDate open = openDay(plan);

        Api.Answer later = changeOn(plan, "later", open.plusDays(9), Map.of("redemptionFeeRate", "0.05"));
        Api.Answer sooner = changeOn(plan, "sooner", open.plusDays(5), Map.of("contributionRate", "0.25"));
        Api.Answer latest = changeOn(plan, "latest", open.plusDays(9), Map.of("minSupply", "2"));

        assertThat(later.body().path("laterVersions")).isEmpty();
        assertThat(sooner.body().path("basedOn").asInt()).isEqualTo(1);
        assertThat(sooner.body().path("laterVersions").path(0).asInt()).isEqualTo(2);
        assertThat(latest.body().path("basedOn").asInt()).isEqualTo(2);
        JsonNode versions = versions(plan);
        assertThat(versions.path(1).path("parameters").path("contributionRate").asString())
                .isEqualTo("0.30");
        assertThat(versions.path(2).path("parameters").path("redemptionFeeRate").asString())
                .isEqualTo("0.10");
        assertThat(versions.path(3).path("parameters").path("redemptionFeeRate").asString())
                .isEqualTo("0.05");
        assertThat(versions.path(1).path("status").asString()).isEqualTo("REPLACED");
    }

    @Test
    void aVersionIsWithdrawnUntilItsDayAndStaysListed() {
        String plan = platform.plan(Map.of());
        LocalDate day = openDay(plan).plusDays(5);
        changeOn(plan, "one", day, Map.of("redemptionFeeRate", "0.05"));
        changeOn(plan, "two", day, Map.of("redemptionFeeRate", "0.06"));

        assertThat(withdraw(plan, "w0", "3", "").code()).isEqualTo("missing-field");
        Api.Answer withdrawn = withdraw(plan, "w1", "3", "mistyped");
        Api.Answer again = withdraw(plan, "w1", "3", "mistyped");
        Api.Answer twice = withdraw(plan, "w2", "3", "mistyped");
        Api.Answer serving = withdraw(plan, "w3", "1", "mistyped");
        Api.Answer unknown = withdraw(plan, "w4", "9", "mistyped");

        assertThat(withdrawn.status()).as(withdrawn.text()).isEqualTo(200);
        assertThat(withdrawn.string("status")).isEqualTo("WITHDRAWN");
        assertThat(again.body()).isEqualTo(withdrawn.body());
        assertThat(twice.code()).isEqualTo("version-withdrawn");
        assertThat(serving.code()).isEqualTo("version-in-force");
        assertThat(unknown.code()).isEqualTo("no-such-resource");
        assertThat(versions(plan).path(2).path("status").asString()).isEqualTo("WITHDRAWN");
        assertThat(versions(plan).path(1).path("status").asString()).isEqualTo("SCHEDULED");
        assertThat(api.get("/v1/admin/plans/" + plan + "/versions", platform.operator())
                        .body()
                        .path("items")
                        .path(2)
                        .path("withdrawal")
                        .path("reason")
                        .asString())
                .isEqualTo("mistyped");
        assertThat(changeOn(plan, "three", day, Map.of("minSupply", "2"))
                        .body()
                        .path("basedOn")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void aRepeatFindsTheFirstAnswerAlsoWhenTheSameWishWouldBeRefusedByNow() {
        String plan = platform.plan(Map.of());

        Api.Answer first = change(plan, "once", Map.of("redemptionFeeRate", "0.05"));
        Api.Answer again = change(plan, "once", Map.of("redemptionFeeRate", "0.05"));
        Api.Answer other = change(plan, "once", Map.of("redemptionFeeRate", "0.06"));
        Api.Answer anew = change(plan, "anew", Map.of("redemptionFeeRate", "0.05"));

        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.code()).isEqualTo("key-reused");
        assertThat(anew.code()).isEqualTo("nothing-changed");
    }

    private JsonNode versions(String plan) {
        return api.get("/v1/plans/" + plan + "/versions").body().path("items");
    }

    private LocalDate openDay(String plan) {
        return LocalDate.parse(api.get("/v1/plans/" + plan).string("openDay"));
    }

    private static List<String> names(JsonNode change) {
        return change.path("changed")
                .valueStream()
                .map(changed -> changed.path("name").asString())
                .toList();
    }

    private Api.Answer change(String plan, String key, Map<String, Object> parameters) {
        return schedule(plan, key, Map.of("parameters", parameters));
    }

    private Api.Answer changeOn(String plan, String key, LocalDate day, Map<String, Object> parameters) {
        Api.Answer answer = schedule(plan, key, Map.of("parameters", parameters, "effectiveDay", day.toString()));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    private Api.Answer preview(String plan, Map<String, Object> wish) {
        return api.post("/v1/admin/plans/" + plan + "/version-previews", wish, platform.operator());
    }

    private Api.Answer withdraw(String plan, String key, String number, String reason) {
        return Api.now(api.callingWith(
                HttpMethod.DELETE,
                "/v1/admin/plans/" + plan + "/versions/" + number + "?reason=" + reason,
                null,
                Map.of("Authorization", "Bearer " + platform.operator(), "Idempotency-Key", plan + key)));
    }

    private Api.Answer schedule(String plan, String key, Map<String, Object> wish) {
        return Api.now(api.callingWith(
                HttpMethod.POST,
                "/v1/admin/plans/" + plan + "/versions",
                wish,
                Map.of("Authorization", "Bearer " + platform.operator(), "Idempotency-Key", plan + key)));
    }
}
