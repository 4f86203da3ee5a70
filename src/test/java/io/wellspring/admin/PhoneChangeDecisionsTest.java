package io.wellspring.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.sms.Template;
import io.wellspring.testing.Api;
import io.wellspring.testing.Api.Answer;
import io.wellspring.testing.PassingTime;
import io.wellspring.testing.Platform;
import io.wellspring.testing.TestOutbox;
import io.wellspring.testing.WellspringTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** A member who has lost the old number asks for another one, and an operator decides. */
@WellspringTest
class PhoneChangeDecisionsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String PASSWORD = "a password of some length";
    private static final Map<String, String> REASON = Map.of("reason", "not the owner");

    @Autowired
    Api api;

    @Autowired
    Platform platform;

    @Autowired
    TestOutbox outbox;

    @Autowired
    PassingTime time;

    @Autowired
    DatabaseClient database;

    private final String fresh = Platform.freshPhone();
    private String operator = "";
    private String phone = "";
    private String token = "";

    @BeforeEach
    void aMemberWithAPassword() {
        operator = platform.operator();
        phone = Platform.freshPhone();
        Answer joined = api.post(
                "/v1/registrations",
                Map.of("phone", phone, "code", api.codeFor(phone, "REGISTER"), "password", PASSWORD));
        assertThat(joined.status()).isEqualTo(201);
        token = joined.string("accessToken");
    }

    @Test
    void anApprovedNumberOpensTheAccountAndAllSessionsEnd() {
        String id = ask();
        JsonNode waiting = waiting(id);
        assertThat(waiting.path("newPhone").asString()).contains("****").doesNotContain(fresh);
        assertThat(decide(id, "approval").status()).isEqualTo(204);

        assertThat(api.get("/v1/me", token).code()).isEqualTo("session-ended");
        assertThat(signIn(phone).code()).isEqualTo("sign-in-failed");
        assertThat(signIn(fresh).status()).isEqualTo(200);
        assertThat(noticesTo(phone)).isEqualTo(2);
        assertThat(waiting(id).isMissingNode()).isTrue();
        assertThat(decide(id, "approval").code()).isEqualTo("phone-change-decided");
        assertThat(decide(id, "rejection").code()).isEqualTo("phone-change-decided");
    }

    @Test
    void whoIsRejectedReadsWhyAndKeepsTheNumber() {
        String id = ask();
        assertThat(decide(id, "rejection").status()).isEqualTo(204);
        JsonNode own =
                api.get("/v1/me/phone-changes", token).body().path("items").path(0);
        assertThat(own.path("status").asString()).isEqualTo("REJECTED");
        assertThat(own.path("reason").asString()).isEqualTo("not the owner");
        assertThat(signIn(phone).status()).isEqualTo(200);
        assertThat(numbersKept(id)).isZero();
    }

    @Test
    void aWishIsWithdrawnByItsOwnerAlone() {
        String id = ask();
        String stranger = platform.member().accessToken();
        assertThat(api.delete("/v1/me/phone-changes/" + id, stranger).status()).isEqualTo(404);
        assertThat(api.delete("/v1/me/phone-changes/" + id, token).status()).isEqualTo(204);
        assertThat(decide(id, "approval").code()).isEqualTo("phone-change-decided");
        assertThat(numbersKept(id)).isZero();
    }

    @Test
    void aNewWishReplacesTheOneBefore() {
        String first = ask();
        String second = ask(Platform.freshPhone());
        assertThat(decide(first, "approval").code()).isEqualTo("phone-change-decided");
        assertThat(decide(second, "approval").status()).isEqualTo(204);
    }

    @Test
    void aNumberThatGotAMemberMeanwhileIsNotGivenAndTheWishGoesOnWaiting() {
        String id = ask();
        time.pass(Duration.ofMinutes(1));
        api.registerMember(fresh);
        assertThat(decide(id, "approval").code()).isEqualTo("phone-already-registered");
        assertThat(waiting(id).isMissingNode()).isFalse();
        assertThat(signIn(phone).status()).isEqualTo(200);
    }

    @Test
    void aLockedMemberMustBeUnlockedFirst() {
        String id = ask();
        String member = waiting(id).path("memberId").asString();
        assertThat(api.post("/v1/admin/members/" + member + "/lock", REASON, operator)
                        .status())
                .isEqualTo(204);
        assertThat(decide(id, "approval").code()).isEqualTo("account-locked");
        api.delete("/v1/admin/members/" + member + "/lock?reason=x", operator);
        assertThat(decide(id, "approval").status()).isEqualTo(204);
    }

    @Test
    void aWishThatNobodyDecidedInTimeIsDecidedByItself() {
        String id = ask();
        database.sql("UPDATE member_phone_change SET expires_at = now() WHERE id = " + id)
                .then()
                .block(PATIENCE);
        assertThat(waiting(id).isMissingNode()).isTrue();
        assertThat(decide(id, "approval").code()).isEqualTo("phone-change-decided");
        JsonNode own =
                api.get("/v1/me/phone-changes", token).body().path("items").path(0);
        assertThat(own.path("status").asString()).isEqualTo("EXPIRED");
        assertThat(own.path("newPhone").isMissingNode() || own.path("newPhone").isNull())
                .isTrue();
    }

    @Test
    void theWrongPasswordAsksForNothingAndLeavesTheCode() {
        String code = codeOfFresh();
        assertThat(wish(fresh, code, "some other password").code()).isEqualTo("password-wrong");
        assertThat(wish(fresh, code, PASSWORD).status()).isEqualTo(202);
    }

    @Test
    void onlyOperatorsDecide() {
        String id = ask();
        for (String path : new String[] {"/approval", "/rejection"}) {
            assertThat(api.post("/v1/admin/phone-changes/" + id + path, REASON, token)
                            .status())
                    .isEqualTo(403);
        }
        assertThat(api.get("/v1/admin/phone-changes", token).status()).isEqualTo(403);
        assertThat(api.post("/v1/admin/phone-changes/999999999/approval", REASON, operator)
                        .status())
                .isEqualTo(404);
    }

    private String ask() {
        return ask(fresh);
    }

    private String ask(String newPhone) {
        time.pass(Duration.ofMinutes(1));
        Answer asked = wish(newPhone, api.codeFor(newPhone, "CHANGE_PHONE"), PASSWORD);
        assertThat(asked.status()).isEqualTo(202);
        return asked.string("id");
    }

    private String codeOfFresh() {
        return api.codeFor(fresh, "CHANGE_PHONE");
    }

    private Answer wish(String newPhone, String code, String password) {
        return api.post(
                "/v1/me/phone-changes", Map.of("newPhone", newPhone, "newCode", code, "password", password), token);
    }

    private Answer decide(String id, String decision) {
        return api.post("/v1/admin/phone-changes/" + id + "/" + decision, REASON, operator);
    }

    private JsonNode waiting(String id) {
        for (JsonNode wish :
                api.get("/v1/admin/phone-changes?limit=100", operator).body().path("items")) {
            if (wish.path("id").asString().equals(id)) {
                return wish;
            }
        }
        return MissingNode.getInstance();
    }

    private Answer signIn(String number) {
        return api.post("/v1/tokens", Map.of("grant", "PASSWORD", "phone", number, "password", PASSWORD));
    }

    private long numbersKept(String id) {
        Long kept = database.sql("SELECT count(new_phone) FROM member_phone_change WHERE id = " + id)
                .mapValue(Long.class)
                .one()
                .block(PATIENCE);
        return kept == null ? -1 : kept;
    }

    private long noticesTo(String number) {
        return outbox.messagesTo(number).stream()
                .filter(message -> message.template() == Template.SECURITY_NOTICE)
                .count();
    }
}
