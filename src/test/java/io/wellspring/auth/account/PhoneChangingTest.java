package io.wellspring.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.sms.Template;
import io.wellspring.testing.Api;
import io.wellspring.testing.Api.Answer;
import io.wellspring.testing.PassingTime;
import io.wellspring.testing.Platform;
import io.wellspring.testing.TestOutbox;
import io.wellspring.testing.WellspringTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Flux;

/** A member with both numbers at hand changes from one to the other. */
@WellspringTest
class PhoneChangingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    Api api;

    @Autowired
    TestOutbox outbox;

    @Autowired
    PassingTime time;

    private final String fresh = Platform.freshPhone();

    @Test
    void theNewNumberOpensTheAccountAndTheOldOneIsFree() {
        Api.Joined member = joined();
        assertThat(change(member, code(fresh), code(member.phone())).status()).isEqualTo(204);

        assertThat(api.get("/v1/me", member.accessToken()).string("phone"))
                .startsWith(fresh.substring(0, 3))
                .endsWith(fresh.substring(7))
                .contains("****");
        time.pass(Duration.ofMinutes(1));
        assertThat(signIn(fresh).string("accessToken")).isNotEmpty();
        time.pass(Duration.ofMinutes(1));
        assertThat(api.registerMember(member.phone()).memberId()).isNotEqualTo(member.memberId());
    }

    @Test
    void otherSessionsEndAndTheOldNumberIsTold() {
        Api.Joined member = joined();
        Answer elsewhere = signIn(member.phone());
        time.pass(Duration.ofMinutes(1));
        change(member, code(fresh), code(member.phone()));
        assertThat(api.get("/v1/me", elsewhere.string("accessToken")).code()).isEqualTo("session-ended");
        assertThat(api.get("/v1/me", member.accessToken()).status()).isEqualTo(200);
        assertThat(noticesTo(member.phone())).isEqualTo(1);
        assertThat(noticesTo(fresh)).isZero();
    }

    @Test
    void aWrongCodeLeavesTheOtherOneAsItIs() {
        Api.Joined member = joined();
        String newCode = code(fresh);
        String oldCode = code(member.phone());
        assertThat(change(member, other(newCode), oldCode).code()).isEqualTo("code-wrong");
        assertThat(change(member, newCode, other(oldCode)).code()).isEqualTo("code-wrong");
        assertThat(change(member, newCode, oldCode).status()).isEqualTo(204);
        assertThat(change(member, newCode, oldCode).code()).isEqualTo("phone-unchanged");
    }

    @Test
    void aCodeForSomethingElseChangesNothing() {
        Api.Joined member = joined();
        String newCode = api.codeFor(fresh, "SIGN_IN");
        assertThat(change(member, newCode, code(member.phone())).code()).isEqualTo("code-wrong");
    }

    @Test
    void theNumberMustBeAnotherOneAndOfACountryThatIsServed() {
        Api.Joined member = joined();
        assertThat(change(member, member.phone(), "123456", "123456").code()).isEqualTo("phone-unchanged");
        assertThat(change(member, "+14155550132", "123456", "123456").code()).isEqualTo("phone-region-not-served");
        assertThat(change(member, "12345", "123456", "123456").code()).isEqualTo("phone-invalid");
    }

    @Test
    void whetherTheNewNumberHasAMemberIsToldOnlyToItsHolder() {
        Api.Joined member = joined();
        Api.Joined holder = joined();
        String holders = code(holder.phone());
        String own = code(member.phone());
        assertThat(change(member, holder.phone(), other(holders), own).code()).isEqualTo("code-wrong");
        assertThat(change(member, holder.phone(), holders, own).code()).isEqualTo("phone-already-registered");
        assertThat(signInStatus(holder)).isEqualTo(200);
    }

    @Test
    void triesOfCodesAreBoundedAlsoHere() {
        Api.Joined member = joined();
        String newCode = code(fresh);
        String oldCode = code(member.phone());
        for (int n = 0; n < 10; n++) {
            assertThat(change(member, other(newCode), oldCode).code()).isEqualTo("code-wrong");
        }
        assertThat(change(member, newCode, oldCode).code()).isEqualTo("too-many-tries");
    }

    @Test
    void ofManyWhoWantOneNumberAtOnceOneGetsIt() {
        List<Api.Joined> members = List.of(joined(), joined(), joined(), joined());
        String newCode = code(fresh);
        List<Map<String, String>> wishes = members.stream()
                .map(member -> Map.of("newPhone", fresh, "newCode", newCode, "oldCode", code(member.phone())))
                .toList();
        List<Answer> answers = Flux.range(0, members.size())
                .flatMap(n -> api.calling(
                        HttpMethod.POST,
                        "/v1/me/phone-changes",
                        wishes.get(n),
                        members.get(n).accessToken()))
                .collectList()
                .block(PATIENCE);
        assertThat(answers).filteredOn(answer -> answer.status() == 204).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 204)
                .extracting(Answer::code)
                .hasSize(3)
                .isSubsetOf("code-wrong", "phone-already-registered");
    }

    /** Some time ago, so that codes may be sent. */
    private Api.Joined joined() {
        Api.Joined member = api.registerMember(Platform.freshPhone());
        time.pass(Duration.ofMinutes(1));
        return member;
    }

    private String code(String phone) {
        return api.codeFor(phone, "CHANGE_PHONE");
    }

    private static String other(String code) {
        return code.equals("000000") ? "000001" : "000000";
    }

    private Answer change(Api.Joined member, String newCode, String oldCode) {
        return change(member, fresh, newCode, oldCode);
    }

    private Answer change(Api.Joined member, String newPhone, String newCode, String oldCode) {
        return api.post(
                "/v1/me/phone-changes",
                Map.of("newPhone", newPhone, "newCode", newCode, "oldCode", oldCode),
                member.accessToken());
    }

    private Answer signIn(String phone) {
        return api.post(
                "/v1/tokens", Map.of("grant", "SMS_CODE", "phone", phone, "code", api.codeFor(phone, "SIGN_IN")));
    }

    private int signInStatus(Api.Joined member) {
        time.pass(Duration.ofMinutes(1));
        return signIn(member.phone()).status();
    }

    private long noticesTo(String phone) {
        return outbox.messagesTo(phone).stream()
                .filter(message -> message.template() == Template.SECURITY_NOTICE)
                .count();
    }
}
