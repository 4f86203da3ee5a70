package io.wellspring.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.auth.caller.Origin;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.auth.session.MemberLocks;
import io.wellspring.member.Phone;
import io.wellspring.refusal.Refusal;
import io.wellspring.testing.Api;
import io.wellspring.testing.PassingTime;
import io.wellspring.testing.Platform;
import io.wellspring.testing.WellspringTest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.TestPropertySource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Members who come in at the very moment at which they are shut out. */
@WellspringTest
@TestPropertySource(properties = "wellspring.auth.tokens.sessions-per-member=1000")
class SignInRacesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MANY = 200;
    private static final SignedIn OPERATOR = new SignedIn(SignedIn.Kind.OPERATOR, "1", null);

    @Autowired
    Api api;

    @Autowired
    PassingTime time;

    @Autowired
    SignIn signIn;

    @Autowired
    MemberLocks locks;

    @Autowired
    Closure closure;

    @Autowired
    DatabaseClient db;

    @RepeatedTest(5)
    void howeverManySignInWhileALockCommitsNoSessionIsLeftStanding() {
        Api.Joined member = api.registerMember(Platform.freshPhone());
        Mono<String> lock = locks.lock(OPERATOR, member.memberId(), "race").thenReturn("locked now");
        assertThat(among(member, lock)).contains("locked now", "signed in", "account-locked");
        assertThat(standing(member)).isZero();
    }

    @RepeatedTest(5)
    void howeverManySignInWhileTheMemberLeavesNoSessionIsLeftStanding() {
        Api.Joined member = api.registerMember(Platform.freshPhone());
        time.pass(Duration.ofMinutes(1));
        String code = api.codeFor(member.phone(), "CLOSE_ACCOUNT");
        SignedIn caller = new SignedIn(SignedIn.Kind.MEMBER, String.valueOf(member.memberId()), session(member));
        Mono<String> leave =
                closure.byCode(caller, code, false, Origin.at("192.0.2.1")).thenReturn("left");
        assertThat(among(member, leave)).contains("left", "signed in", "sign-in-failed");
        assertThat(standing(member)).isZero();
    }

    /** What came of many sign-ins of whoever has proved the number, with something else in their middle. */
    private List<String> among(Api.Joined member, Mono<String> event) {
        Phone phone = Phone.parse(member.phone());
        return Flux.range(0, MANY)
                .flatMap(
                        n -> n == MANY / 2
                                ? event
                                : signIn.admit(member.memberId(), phone, Origin.at("192.0.2.1"))
                                        .map(tokens -> "signed in")
                                        .onErrorResume(Refusal.class, no -> Mono.just(String.valueOf(no.getMessage()))),
                        16)
                .collectList()
                .block(PATIENCE);
    }

    private UUID session(Api.Joined member) {
        return db.sql("SELECT id FROM session WHERE kind = 'MEMBER' AND subject_id = :id")
                .bind("id", String.valueOf(member.memberId()))
                .mapValue(UUID.class)
                .one()
                .block(PATIENCE);
    }

    private long standing(Api.Joined member) {
        Long standing = db.sql("SELECT count(*) FROM session"
                        + " WHERE ended_at IS NULL AND kind = 'MEMBER' AND subject_id = :id")
                .bind("id", String.valueOf(member.memberId()))
                .mapValue(Long.class)
                .one()
                .block(PATIENCE);
        return standing == null ? -1 : standing;
    }
}
