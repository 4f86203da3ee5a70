package io.wellspring.auth.account;

import static io.wellspring.testing.Platform.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.member.Phone;
import io.wellspring.testing.Api;
import io.wellspring.testing.PassingTime;
import io.wellspring.testing.Platform;
import io.wellspring.testing.WellspringTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/** Members who leave. */
@WellspringTest
class ClosureTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PASSWORD = "correct horse battery";
    private static final List<String> IMPERSONAL = List.of("id", "kind", "subject_id");

    @Autowired
    Api api;

    @Autowired
    Platform platform;

    @Autowired
    PassingTime time;

    @Autowired
    DatabaseClient db;

    @Test
    void afterClosingNoTableHoldsTheNumberItsHashOrItsCiphertext() {
        Api.Joined member = joinWithPassword(Platform.freshPhone());
        List<String> traces =
                new ArrayList<>(strings("SELECT encode(phone, 'hex') FROM member WHERE id = " + member.memberId()
                        + " UNION ALL SELECT encode(hash, 'hex') FROM member_phone WHERE member_id = "
                        + member.memberId()
                        + " UNION ALL SELECT hash FROM password WHERE member_id = " + member.memberId()));
        assertThat(traces).hasSize(4);
        traces.add(member.phone());
        traces.add(HexFormat.of().formatHex(member.phone().getBytes(StandardCharsets.US_ASCII)));
        assertThat(traces.subList(0, 4))
                .allSatisfy(trace -> assertThat(tablesWith(trace)).isNotEmpty());

        expect(204, closeByCode(member, false));

        assertThat(traces).allSatisfy(trace -> assertThat(tablesWith(trace)).isEmpty());
    }

    /** Whatever a session tells of a person is erased too, also what it may tell one day. */
    @Test
    void theSessionsOfWhoeverHasLeftHoldNoWordsAndNoTimeOfUse() {
        Api.Joined member = joinWithPassword(Platform.freshPhone());
        expect(204, closeByCode(member, false));
        List<String> words = strings("SELECT column_name::text FROM information_schema.columns"
                + " WHERE table_name = 'session' AND data_type IN ('text', 'inet', 'bytea', 'jsonb')");
        words.removeAll(IMPERSONAL);
        String told = words.isEmpty() ? "" : " OR coalesce(" + String.join("::text, ", words) + "::text) IS NOT NULL";
        assertThat(strings("SELECT id::text FROM session WHERE subject_id = '" + member.memberId()
                        + "' AND kind = 'MEMBER' AND (ended_at IS NULL OR last_used_at <> created_at" + told + ")"))
                .isEmpty();
    }

    @Test
    void whoeverHasLeftCannotComeInAndTheNumberIsFreeForSomebodyNew() {
        Api.Joined member = joinWithPassword(Platform.freshPhone());
        expect(204, closeByPassword(member, PASSWORD));

        assertThat(api.get("/v1/me", member.accessToken()).code()).isEqualTo("session-ended");
        assertThat(api.post("/v1/tokens", Map.of("grant", "REFRESH_TOKEN", "refreshToken", member.refreshToken()))
                        .code())
                .isEqualTo("session-ended");
        assertThat(signIn(member.phone()).code()).isEqualTo("sign-in-failed");
        time.pass(Duration.ofMinutes(1));
        assertThat(api.post(
                                "/v1/tokens",
                                Map.of(
                                        "grant",
                                        "SMS_CODE",
                                        "phone",
                                        member.phone(),
                                        "code",
                                        api.codeFor(member.phone(), "SIGN_IN")))
                        .code())
                .isEqualTo("not-registered");

        time.pass(Duration.ofMinutes(1));
        Api.Joined anew = api.registerMember(member.phone());
        assertThat(anew.memberId()).isGreaterThan(member.memberId());
        assertThat(signIn(member.phone()).code()).isEqualTo("sign-in-failed");
        String operator = platform.operator();
        Api.Answer closed = api.get("/v1/admin/members/" + member.memberId(), operator);
        assertThat(closed.string("state")).isEqualTo("CLOSED");
        assertThat(closed.body().has("phone")).isFalse();
        assertThat(api.post("/v1/admin/members/" + member.memberId() + "/lock", Map.of("reason", "late"), operator)
                        .code())
                .isEqualTo("account-closed");
    }

    @Test
    void aWrongProofClosesNothing() {
        Api.Joined member = joinWithPassword(Platform.freshPhone());
        assertThat(closeByPassword(member, "wrong password").code()).isEqualTo("password-wrong");
        assertThat(api.post("/v1/me/closure", Map.of("code", "123456"), member.accessToken())
                        .code())
                .isEqualTo("code-wrong");
        for (Map<String, String> body :
                List.<Map<String, String>>of(Map.of(), Map.of("code", "123456", "password", PASSWORD))) {
            Api.Answer refused = api.post("/v1/me/closure", body, member.accessToken());
            assertThat(refused.code()).isEqualTo("one-field-required");
            assertThat(refused.body().path("about")).hasToString("{\"fields\":[\"code\",\"password\"]}");
        }
        expect(200, api.get("/v1/me", member.accessToken()));
    }

    @Test
    void whoeverHoldsValueIsToldBeforeTheCodeIsUsedUpAndMayGiveItUp() {
        String plan = platform.plan(Map.of("referralGrantRate", "0.10", "referralQuotaMultiple", "0.5"));
        Platform.Mall mall = platform.mall("1000000.00", plan);
        Api.Joined referrer = platform.member();
        Api.Joined buyer = platform.member(referrer);
        platform.buy(mall, "o1", buyer, "100.00");
        platform.planAt(plan, 1);

        time.pass(Duration.ofMinutes(1));
        String code = api.codeFor(referrer.phone(), "CLOSE_ACCOUNT");
        Api.Answer objected = api.post("/v1/me/closure", Map.of("code", code), referrer.accessToken());
        expect(409, objected);
        assertThat(objected.code()).isEqualTo("account-holds-value");
        assertThat(objected.body().path("about").path("balances").findValuesAsString("asset"))
                .contains("EQUITY", "QUOTA");
        expect(204, api.post("/v1/me/closure", Map.of("code", code, "giveUpBalances", true), referrer.accessToken()));

        // From here on the referrer gets nothing, is nobody to a mall, and invites nobody.
        long before = linesOf(referrer);
        platform.buy(mall, "o2", buyer, "100.00");
        platform.planAt(plan, 2);
        assertThat(linesOf(referrer)).isEqualTo(before).isPositive();
        assertThat(platform.send(mall, Platform.order("o3", referrer, plan, "1.00"))
                        .code())
                .isEqualTo("member-unknown");
        Map<String, Object> byPhone = Platform.order("o4", referrer, plan, "1.00");
        byPhone.remove("memberId");
        byPhone.put("phone", referrer.phone());
        assertThat(platform.send(mall, byPhone).code()).isEqualTo("member-unknown");
        String phone = Platform.freshPhone();
        assertThat(api.post(
                                "/v1/registrations",
                                Map.of("phone", phone, "code", "000000", "referralCode", referrer.referralCode()))
                        .code())
                .isEqualTo("referral-code-unknown");

        // And the history from before still agrees with itself.
        Api.Answer replay = api.post("/v1/admin/plans/" + plan + "/replays", "", platform.operator());
        String[] notes = replay.text().strip().split("\n");
        assertThat(notes[notes.length - 1]).contains("\"differences\":0");
    }

    private Api.Answer closeByCode(Api.Joined member, boolean giveUp) {
        time.pass(Duration.ofMinutes(1));
        String code = api.codeFor(member.phone(), "CLOSE_ACCOUNT");
        return api.post("/v1/me/closure", Map.of("code", code, "giveUpBalances", giveUp), member.accessToken());
    }

    private Api.Answer closeByPassword(Api.Joined member, String password) {
        return api.post("/v1/me/closure", Map.of("password", password), member.accessToken());
    }

    private Api.Answer signIn(String phone) {
        return api.post("/v1/tokens", Map.of("grant", "PASSWORD", "phone", phone, "password", PASSWORD));
    }

    private Api.Joined joinWithPassword(String phone) {
        Api.Answer joined = api.post(
                "/v1/registrations",
                Map.of("phone", phone, "code", api.codeFor(phone, "REGISTER"), "password", PASSWORD));
        expect(201, joined);
        return new Api.Joined(
                joined.body().path("member").path("id").asLong(),
                Phone.parse(phone).e164().substring(3),
                "",
                joined.string("accessToken"),
                joined.string("refreshToken"));
    }

    private long linesOf(Api.Joined member) {
        return strings("SELECT id::text FROM ledger_member_line WHERE member_id = " + member.memberId())
                .size();
    }

    /** All tables of the database, whatever they are called. */
    private List<String> tablesWith(String text) {
        return strings("SELECT table_name::text FROM information_schema.tables"
                        + " WHERE table_schema = 'public' AND table_type = 'BASE TABLE'")
                .stream()
                .filter(table -> holds(table, text))
                .toList();
    }

    private boolean holds(String table, String text) {
        return Boolean.TRUE.equals(
                db.sql("SELECT EXISTS (SELECT FROM " + table + " t WHERE position(:text IN t::text) > 0)")
                        .bind("text", text)
                        .mapValue(Boolean.class)
                        .one()
                        .block(PATIENCE));
    }

    private List<String> strings(String sql) {
        return Objects.requireNonNull(
                db.sql(sql).mapValue(String.class).all().collectList().block(PATIENCE));
    }
}
