package io.wellspring.admin;

import static io.wellspring.testing.Platform.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.Api;
import io.wellspring.testing.PassingTime;
import io.wellspring.testing.Platform;
import io.wellspring.testing.WellspringTest;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.r2dbc.core.DatabaseClient;

/** What operators see of members, and what a lock does. */
@WellspringTest
class LockedMembersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PASSWORD = "correct horse battery";

    @Autowired
    Api api;

    @Autowired
    Platform platform;

    @Autowired
    PassingTime time;

    @Autowired
    DatabaseClient db;

    @Autowired
    ReactiveStringRedisTemplate redis;

    @Test
    void anOperatorFindsAMemberByIdAndByNumberAndSeesTheNumberMasked() {
        String operator = platform.operator();
        Api.Joined inviter = platform.member();
        Api.Joined member = platform.member(inviter);
        Api.Answer found = api.get("/v1/admin/members/" + member.memberId(), operator);
        expect(200, found);
        assertThat(found.string("state")).isEqualTo("ACTIVE");
        assertThat(found.string("referrerId")).isEqualTo(String.valueOf(inviter.memberId()));
        assertThat(found.string("phone")).matches("138\\*{4}\\d{4}");
        assertThat(found.text()).doesNotContain(member.phone());

        Api.Answer searched = api.post("/v1/admin/member-searches", Map.of("phone", member.phone()), operator);
        assertThat(searched.body().path("items").path(0)).isEqualTo(found.body());
        Api.Answer nobody = api.post("/v1/admin/member-searches", Map.of("phone", Platform.freshPhone()), operator);
        assertThat(nobody.body().path("items")).isEmpty();
        assertThat(api.get("/v1/admin/members/999999999", operator).code()).isEqualTo("no-such-resource");
        assertThat(api.get("/v1/admin/members/" + member.memberId(), member.accessToken())
                        .code())
                .isEqualTo("forbidden");
    }

    @Test
    void aLockedMemberIsOutAtOnceAndToldSoOnlyAfterTheProof() {
        String operator = platform.operator();
        Api.Joined member = joinWithPassword();
        expect(204, lock(operator, member.memberId(), "reported as stolen"));

        assertThat(api.get("/v1/me", member.accessToken()).code()).isEqualTo("session-ended");
        assertThat(platform.redeem(member, "sale", "1", "1").code()).isEqualTo("session-ended");
        assertThat(refresh(member).code()).isEqualTo("session-ended");
        assertThat(signIn(member.phone(), PASSWORD).code()).isEqualTo("account-locked");
        assertThat(signIn(member.phone(), "wrong password").code()).isEqualTo("sign-in-failed");
        time.pass(Duration.ofMinutes(1));
        String code = api.codeFor(member.phone(), "SIGN_IN");
        assertThat(byCode(member.phone(), code.equals("000000") ? "000001" : "000000")
                        .code())
                .isEqualTo("code-wrong");
        assertThat(byCode(member.phone(), code).code()).isEqualTo("account-locked");

        expect(204, unlock(operator, member.memberId()));
        expect(200, signIn(member.phone(), PASSWORD));
        assertThat(refresh(member).code()).isEqualTo("session-ended");
    }

    @Test
    void valueIsSafeFromALockedMemberAlsoWhenRedisHasForgotten() {
        Api.Joined member = platform.member();
        expect(204, lock(platform.operator(), member.memberId(), "checked"));
        redis.delete(redis.keys("session-ended:*")).block(PATIENCE);
        assertThat(platform.redeem(member, "sale", "1", "1").code()).isEqualTo("session-ended");
    }

    @Test
    void ordersStillCreditALockedMember() {
        String plan = platform.plan(Map.of());
        Platform.Mall mall = platform.mall("1000000.00", plan);
        Api.Joined member = platform.member();
        expect(204, lock(platform.operator(), member.memberId(), "checked"));
        platform.buy(mall, "o1", member, "100.00");
        platform.planAt(plan, 1);
        assertThat(count("SELECT count(*) FROM ledger_member_balance WHERE amount > 0 AND member_id = "
                        + member.memberId()))
                .isPositive();
    }

    @Test
    void whatOperatorsDidIsKeptWithTheReasonAndReadInPages() {
        String operator = platform.operator();
        Api.Joined member = platform.member();
        expect(204, lock(operator, member.memberId(), "first reason"));
        expect(204, lock(operator, member.memberId(), "better reason"));
        assertThat(api.get("/v1/admin/members/" + member.memberId(), operator).string("lockReason"))
                .isEqualTo("better reason");
        expect(204, unlock(operator, member.memberId()));
        expect(204, unlock(operator, member.memberId()));
        String path = "/v1/admin/members/" + member.memberId() + "/actions?limit=2";
        Api.Answer first = api.get(path, operator);
        assertThat(first.body().path("items").path(0).path("kind").asString()).isEqualTo("UNLOCKED");
        assertThat(first.body().path("items").path(1).path("reason").asString()).isEqualTo("better reason");
        assertThat(first.body().path("items").path(1).path("operatorId").asString())
                .isNotEmpty();
        Api.Answer second = api.get(path + "&cursor=" + first.string("nextCursor"), operator);
        assertThat(second.body().path("items")).hasSize(1);
        assertThat(second.body().path("items").path(0).path("reason").asString())
                .isEqualTo("first reason");
        assertThat(second.body().has("nextCursor")).isFalse();
    }

    @Test
    void aLockNeedsAReasonAndAMember() {
        String operator = platform.operator();
        assertThat(api.post("/v1/admin/members/10001/lock", Map.of(), operator).code())
                .isEqualTo("missing-field");
        assertThat(lock(operator, 999_999_999L, "nobody").code()).isEqualTo("no-such-resource");
    }

    private Api.Answer lock(String operator, long member, String reason) {
        return api.post("/v1/admin/members/" + member + "/lock", Map.of("reason", reason), operator);
    }

    private Api.Answer unlock(String operator, long member) {
        return api.delete("/v1/admin/members/" + member + "/lock?reason=cleared", operator);
    }

    private Api.Answer refresh(Api.Joined member) {
        return api.post("/v1/tokens", Map.of("grant", "REFRESH_TOKEN", "refreshToken", member.refreshToken()));
    }

    private Api.Answer signIn(String phone, String password) {
        return api.post("/v1/tokens", Map.of("grant", "PASSWORD", "phone", phone, "password", password));
    }

    private Api.Answer byCode(String phone, String code) {
        return api.post("/v1/tokens", Map.of("grant", "SMS_CODE", "phone", phone, "code", code));
    }

    private Api.Joined joinWithPassword() {
        String phone = Platform.freshPhone();
        Api.Answer joined = api.post(
                "/v1/registrations",
                Map.of("phone", phone, "code", api.codeFor(phone, "REGISTER"), "password", PASSWORD));
        expect(201, joined);
        return new Api.Joined(
                joined.body().path("member").path("id").asLong(),
                phone,
                "",
                joined.string("accessToken"),
                joined.string("refreshToken"));
    }

    private long count(String sql) {
        return Objects.requireNonNull(db.sql(sql).mapValue(Long.class).one().block(PATIENCE));
    }
}
