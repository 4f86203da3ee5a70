package io.wellspring.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.Api;
import io.wellspring.testing.JavaProcess;
import io.wellspring.testing.Platform;
import io.wellspring.testing.WellspringTest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;

/** What happens to members, orders and plans is seen in the figures, and whom it happens to is not. */
@WellspringTest
class FiguresTest {

    @Autowired
    Api api;

    @Autowired
    Platform platform;

    @LocalManagementPort
    int port;

    @Test
    void ordersAndCommandsAreCountedByWhatBecameOfThem() {
        String plan = platform.plan(Map.of());
        Platform.Mall mall = platform.mall("1000.00", plan);
        Api.Joined member = platform.member();
        long accepted = orders("accepted", "none");
        long known = orders("alreadyKnown", "none");
        long tooMuch = orders("refused", "daily-limit-exceeded");

        platform.buy(mall, "F-1", member, "10.00");
        platform.send(mall, Platform.order("F-1", member, plan, "10.00"));
        platform.send(mall, Platform.order("F-2", member, plan, "5000.00"));
        platform.planAt(plan, 1);
        Platform.expect(422, platform.redeem(member, "F-3", plan, "1000000"));

        assertThat(orders("accepted", "none")).isEqualTo(accepted + 1);
        assertThat(orders("alreadyKnown", "none")).isEqualTo(known + 1);
        assertThat(orders("refused", "daily-limit-exceeded")).isEqualTo(tooMuch + 1);
        assertThat(figure("plan_commands_refused_total", "kind", "EQUITY", "reason", "insufficient-units"))
                .isPositive();
        assertThat(figure("plan_batch_seconds_count")).isPositive();
        assertThat(figure("plan_batch_commands_sum")).isPositive();
    }

    @Test
    void eachPlanIsShownAsItStands() {
        String plan = platform.plan(Map.of());
        Platform.Mall mall = platform.mall("1000.00", plan);
        platform.buy(mall, "F-10", platform.member(), "100.00");
        platform.planAt(plan, 1);
        String pool =
                api.get("/v1/plans/" + plan).body().path("figures").path("pool").asString();

        Platform.until(() -> figure("plan_position", "plan", plan, "kind", "EQUITY"), seen -> seen == 1);
        assertThat(figure("plan_log_pending", "plan", plan, "kind", "EQUITY")).isZero();
        assertThat(figure("plan_log_age_seconds", "plan", plan, "kind", "EQUITY"))
                .isZero();
        assertThat(figure("plan_day_overdue_seconds", "plan", plan, "kind", "EQUITY"))
                .isZero();
        assertThat(text("plan_pool", "plan", plan, "kind", "EQUITY"))
                .isEqualTo(String.valueOf(Double.parseDouble(pool)));
        assertThat(figure("plan_supply", "plan", plan, "kind", "EQUITY")).isPositive();
        assertThat(figures()).doesNotContainPattern("wellspring_plan_price\\{[^}]*kind=\"LOOP\"");
    }

    @Test
    void codesAndEntriesAreCountedByHowTheyEnd() {
        String phone = Platform.freshPhone();
        long wrong = figure("sms_codes_total", "outcome", "wrong", "purpose", "REGISTER");
        long right = figure("sms_codes_total", "outcome", "verified", "purpose", "REGISTER");
        long refused = figure("sms_refused_total", "reason", "too-many-codes");
        long joined = figure("auth_entries_total", "outcome", "accepted", "way", "registration");
        long failed = figure("auth_entries_total", "outcome", "refused", "way", "password");

        String code = api.codeFor(phone, "REGISTER");
        api.post("/v1/sms-codes", Map.of("phone", phone, "purpose", "REGISTER"));
        String other = code.equals("000000") ? "000001" : "000000";
        api.post("/v1/registrations", Map.of("phone", phone, "code", other));
        Platform.expect(201, api.post("/v1/registrations", Map.of("phone", phone, "code", code)));
        api.post("/v1/tokens", Map.of("grant", "PASSWORD", "phone", phone, "password", "not this one, surely"));

        assertThat(figure("sms_codes_total", "outcome", "wrong", "purpose", "REGISTER"))
                .isEqualTo(wrong + 1);
        assertThat(figure("sms_codes_total", "outcome", "verified", "purpose", "REGISTER"))
                .isEqualTo(right + 1);
        assertThat(figure("sms_refused_total", "reason", "too-many-codes")).isEqualTo(refused + 1);
        assertThat(figure("auth_entries_total", "outcome", "accepted", "way", "registration"))
                .isEqualTo(joined + 1);
        assertThat(figure("auth_entries_total", "outcome", "refused", "way", "password"))
                .isEqualTo(failed + 1);
    }

    /** A counter that comes into being with its first count is not seen to rise. */
    @Test
    void whatAlertsWaitForIsThereBeforeItHappens() {
        List<String> counters = List.of(
                "plan_commands_failed",
                "plan_stalled",
                "plan_retried",
                "plan_unserved",
                "plan_proof_failed",
                "auth_notices_unsent",
                "limit_unavailable",
                "live_dropped",
                "live_unpublished",
                "live_drift",
                "sms_deliveries");
        String figures = figures();
        for (String counter : counters) {
            assertThat(figures).contains("\nwellspring_" + counter + "_total{");
        }
        assertThat(figures)
                .contains(
                        "\nwellspring_ledger_mismatches{",
                        "\nwellspring_event_loop_stuck_seconds{",
                        "\nwellspring_ledger_checked_age_seconds{");
    }

    /** A figure without a sentence is guessed at, at night. */
    @Test
    void everyFamilyOfFiguresSaysWhatItIs() {
        String plan = platform.plan(Map.of());
        platform.buy(platform.mall("1000.00", plan), "F-30", platform.member(), "10.00");
        platform.planAt(plan, 1);
        String figures = figures();

        Set<String> all = families("# TYPE (\\w+) \\w+", figures);
        Set<String> told = families("# HELP (\\w+) \\S.{7,}", figures);

        assertThat(all).hasSizeGreaterThan(90).contains("wellspring_plan_info", "wellspring_plan_command_age_seconds");
        assertThat(all).allSatisfy(family -> assertThat(told).contains(family));
    }

    @Test
    void theTimeFromAcceptedToAppliedIsAHistogram() {
        String plan = platform.plan(Map.of());
        long before = figure("plan_command_age_seconds_count", "kind", "EQUITY");
        platform.buy(platform.mall("1000.00", plan), "F-40", platform.member(), "10.00");
        platform.planAt(plan, 1);

        Platform.until(() -> figure("plan_command_age_seconds_count", "kind", "EQUITY"), seen -> seen > before);
        assertThat(figures())
                .containsPattern("wellspring_plan_command_age_seconds_bucket\\{[^}]*kind=\"EQUITY\"[^}]*le=\"30.0\"}")
                .containsPattern("wellspring_event_loop_delay_seconds_bucket\\{[^}]*le=\"0.1\"}");
    }

    @Test
    void aPlanIsKnownByItsName() {
        String plan = platform.plan(Map.of());
        String name = api.get("/v1/plans/" + plan).body().path("name").asString();

        Platform.until(() -> figure("plan_info", "plan", plan, "kind", "EQUITY", "name", name), seen -> seen == 1);
    }

    @Test
    void salesAreShownInYuan() {
        String plan = platform.plan(Map.of());
        platform.buy(platform.mall("1000.00", plan), "F-50", platform.member(), "12.34");
        platform.planAt(plan, 1);

        Platform.until(
                () -> text("plan_day_sales", "plan", plan, "kind", "EQUITY"),
                seen -> Double.parseDouble(seen) == 12.34);
    }

    @Test
    void whetherThereIsAnOperatorAndRoomInRedisIsSeen() {
        platform.operator();

        Platform.until(() -> text("redis_memory_used_bytes"), seen -> !seen.equals("0") && !seen.equals("NaN"));
        assertThat(figures()).contains("\nwellspring_operators{", "\nwellspring_redis_memory_max_bytes{");
    }

    private static Set<String> families(String line, String figures) {
        return Pattern.compile("^" + line, Pattern.MULTILINE)
                .matcher(figures)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void noFigureNamesAMemberOrAnOrder() {
        Api.Joined member = platform.member();
        String plan = platform.plan(Map.of());
        platform.buy(platform.mall("1000.00", plan), "F-secret", member, "10.00");
        platform.planAt(plan, 1);
        api.get("/v1/me/wallet", member.accessToken());

        assertThat(figures())
                .doesNotContain(member.phone(), "F-secret", member.referralCode(), "\"" + member.memberId() + "\"");
    }

    private long orders(String outcome, String reason) {
        return figure("order_received_total", "outcome", outcome, "reason", reason);
    }

    private long figure(String name, String... labels) {
        return (long) Double.parseDouble(text(name, labels));
    }

    /** Labels stand in the order of their names; "0" where nothing of the sort was seen. */
    private String text(String name, String... labels) {
        StringBuilder all = new StringBuilder("application=\"wellspring\"");
        Map<String, String> sorted = new TreeMap<>();
        for (int n = 0; n < labels.length; n += 2) {
            sorted.put(labels[n], labels[n + 1]);
        }
        sorted.forEach((label, value) -> all.append(",%s=\"%s\"".formatted(label, value)));
        Matcher line = Pattern.compile(
                        "^wellspring_" + name + "\\{" + Pattern.quote(all.toString()) + "} (\\S+)$", Pattern.MULTILINE)
                .matcher(figures());
        return line.find() ? line.group(1) : "0";
    }

    private String figures() {
        try {
            return JavaProcess.get("http://127.0.0.1:" + port + "/actuator/prometheus")
                    .body();
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }
}
