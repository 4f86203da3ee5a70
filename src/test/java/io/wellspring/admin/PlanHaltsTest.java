package io.wellspring.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.Api;
import io.wellspring.testing.Platform;
import io.wellspring.testing.WellspringTest;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;

/** One operator stops a plan, or its new orders: who sends something is told so, and all goes on once it is lifted. */
@WellspringTest
class PlanHaltsTest {

    @Autowired
    Platform platform;

    @Autowired
    Api api;

    @Test
    void aFrozenPlanTakesNothingAndTellsMembersWhy() {
        String plan = platform.plan(Map.of("quotaMultiple", "2"));
        Platform.Mall mall = platform.mall("100000.00", plan);
        Api.Joined member = platform.member();
        platform.buy(mall, "before", member, "100.00");
        platform.planAt(plan, 1);
        Api.Answer redeemed = platform.redeem(member, "first", plan, "1");

        Api.Answer frozen = begin(plan, "freezes", "figures are being checked");
        Api.Answer again = begin(plan, "freezes", "another reason");

        assertThat(frozen.status()).as(frozen.text()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(frozen.body());
        assertThat(api.get("/v1/plans/" + plan)
                        .body()
                        .path("frozen")
                        .path("reason")
                        .asString())
                .isEqualTo("figures are being checked");
        Api.Answer order = platform.send(mall, Platform.order("during", member, plan, "100.00"));
        assertThat(order.code()).isEqualTo("plan-frozen");
        assertThat(order.body().path("about").path("planId").asString()).isEqualTo(plan);
        assertThat(platform.send(mall, Platform.order("before", member, plan, "100.00"))
                        .status())
                .as("a repeat of an accepted order")
                .isLessThan(300);
        assertThat(platform.redeem(member, "second", plan, "1").code()).isEqualTo("plan-frozen");
        assertThat(platform.redeem(member, "first", plan, "1").body()).isEqualTo(redeemed.body());
        assertThat(api.get("/v1/me/wallet", member.accessToken()).status()).isEqualTo(200);
        Api.Answer change = change(plan, Map.of("redemptionFeeRate", "0.05"));
        assertThat(change.status()).as("changes of parameters wait").isEqualTo(202);

        Api.Answer lifted = end(plan, "freezes", "checked");

        assertThat(lifted.string("endReason")).isEqualTo("checked");
        assertThat(end(plan, "freezes", "checked").code()).isEqualTo("no-such-resource");
        assertThat(api.get("/v1/plans/" + plan).body().has("frozen")).isFalse();
        Platform.until(
                () -> api.get(
                                "/v1/admin/plans/" + plan + "/version-changes/" + change.string("id"),
                                platform.operator())
                        .status(),
                status -> status == 200);
        platform.buy(mall, "during", member, "100.00");
        assertThat(platform.redeem(member, "second", plan, "1").status()).isEqualTo(200);
        assertThat(api.get("/v1/admin/plans/" + plan + "/freezes", platform.operator())
                        .body()
                        .path("items"))
                .hasSize(1);
    }

    @Test
    void aPausedPlanTakesNoNewOrdersAndLetsMembersOut() {
        String plan = platform.plan(Map.of());
        String other = platform.plan(Map.of());
        Platform.Mall mall = platform.mall("100000.00", plan, other);
        Api.Joined member = platform.member();
        platform.buy(mall, "before", member, "100.00");
        platform.planAt(plan, 1);

        begin(plan, "pauses", "sold out");

        assertThat(api.get("/v1/plans/" + plan)
                        .body()
                        .path("paused")
                        .path("reason")
                        .asString())
                .isEqualTo("sold out");
        Map<String, Object> both = Platform.order("both", member, plan, "100.00");
        both.put("planIds", List.of(plan, other));
        assertThat(platform.send(mall, both).code()).isEqualTo("plan-paused");
        assertThat(api.get("/v1/plans/" + other).body().path("position").asInt())
                .isZero();
        assertThat(platform.redeem(member, "out", plan, "1").status()).isEqualTo(200);

        end(plan, "pauses", "here again");

        assertThat(platform.send(mall, both).status()).isEqualTo(202);
    }

    @Test
    void whatIsMissingIsTold() {
        String plan = platform.plan(Map.of());

        assertThat(begin(plan, "freezes", " ").code()).isEqualTo("missing-field");
        assertThat(begin("999999", "freezes", "x").code()).isEqualTo("no-such-resource");
        assertThat(end(plan, "pauses", "x").code()).isEqualTo("no-such-resource");
        assertThat(api.post(
                                "/v1/admin/plans/" + plan + "/freezes",
                                Map.of("reason", "x"),
                                platform.member().accessToken())
                        .code())
                .isEqualTo("forbidden");
    }

    private Api.Answer begin(String plan, String what, String reason) {
        return api.post("/v1/admin/plans/" + plan + "/" + what, Map.of("reason", reason), platform.operator());
    }

    private Api.Answer end(String plan, String what, String reason) {
        return api.delete(
                "/v1/admin/plans/" + plan + "/" + what + "/current?reason=" + reason.replace(' ', '+'),
                platform.operator());
    }

    private Api.Answer change(String plan, Map<String, Object> parameters) {
        LocalDate day =
                LocalDate.parse(api.get("/v1/plans/" + plan).string("openDay")).plusDays(3);
        return Api.now(api.callingWith(
                HttpMethod.POST,
                "/v1/admin/plans/" + plan + "/versions",
                Map.of("parameters", parameters, "effectiveDay", day.toString()),
                Map.of("Authorization", "Bearer " + platform.operator(), "Idempotency-Key", "change-" + plan)));
    }
}
