package io.wellspring.auth.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellspring.auth.caller.KeyedHash;
import io.wellspring.auth.caller.Origin;
import io.wellspring.auth.caller.Secrets;
import io.wellspring.auth.caller.Settings;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.auth.challenge.Challenges;
import io.wellspring.auth.challenge.Guesses;
import io.wellspring.auth.challenge.TriedName;
import io.wellspring.auth.code.KeyedCodes;
import io.wellspring.auth.code.Purpose;
import io.wellspring.auth.code.SmsCodes;
import io.wellspring.limit.SlidingWindows;
import io.wellspring.member.Members;
import io.wellspring.member.Phone;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import io.wellspring.sms.SmsMessage;
import io.wellspring.sms.SpendGuard;
import io.wellspring.sms.TextMessages;
import io.wellspring.testing.WellspringTest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Walks through a change of the code key, with nodes of neighbouring stages running side by side. */
@WellspringTest
class CodeKeyRotationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String OLD = key();
    private static final String FRESH = key();
    private static final List<KeyedHash> STAGES = List.of(
            KeyedHash.of(OLD), KeyedHash.of(OLD + "," + FRESH), KeyedHash.of(FRESH + ", " + OLD), KeyedHash.of(FRESH));

    @Autowired
    ReactiveStringRedisTemplate redis;

    @Autowired
    TextMessages messages;

    @Autowired
    SlidingWindows windows;

    @Autowired
    SpendGuard spending;

    @Autowired
    DatabaseClient database;

    @Autowired
    TransactionalOperator tx;

    @Autowired
    Secrets secrets;

    @Autowired
    Sessions sessions;

    @Autowired
    StandingSessions standing;

    @Autowired
    AccessTokens accessTokens;

    @Autowired
    Members members;

    @Test
    void aCodeOnItsWayWorksAtTheNodesOfTheNeighbouringStages() {
        Phone phone = Phone.parse("15600130001");
        for (int stage = 0; stage < STAGES.size(); stage++) {
            for (int other = Math.max(0, stage - 1); other <= Math.min(3, stage + 1); other++) {
                keep(stage, phone, "123456");
                assertThat(consume(other, phone, "123456"))
                        .as("code of stage %d at a node of stage %d", stage, other)
                        .isEqualTo("fine");
                assertThat(consume(stage, phone, "123456")).isEqualTo("code-wrong");
            }
        }
    }

    @Test
    void aNewCodeReplacesTheOldOneAlsoWhenTheyWereMadeUnderDifferentKeys() {
        Phone phone = Phone.parse("15600130002");
        keep(1, phone, "111111");
        keep(2, phone, "222222");
        assertThat(consume(1, phone, "111111")).isEqualTo("code-wrong");
        assertThat(consume(1, phone, "222222")).isEqualTo("fine");
    }

    @Test
    void fiveWrongTriesBurnACodeWhicheverNodesLookAtIt() {
        Phone phone = Phone.parse("15600130003");
        keep(2, phone, "999999");
        for (int n = 0; n < 5; n++) {
            assertThat(consume(1 + n % 2, phone, "00000" + n)).isEqualTo("code-wrong");
        }
        assertThat(consume(2, phone, "999999")).isEqualTo("code-wrong");
    }

    @Test
    void limitsForgetNothingFromStageToStage() {
        Phone phone = Phone.parse("15600130004");
        for (int stage = 1; stage < STAGES.size(); stage++) {
            int before = stage - 1;
            int after = stage;
            Phone number = Phone.parse("1560013001" + stage);
            take(before, number).block(PATIENCE);
            assertThatThrownBy(() -> take(after, number).block(PATIENCE))
                    .as("stage %d", stage)
                    .hasMessage("too-many-codes");
        }
        Mono<String> wrong = Mono.error(() -> Refusal.of(GeneralRefusal.SIGN_IN_FAILED));
        for (int n = 0; n < 10; n++) {
            guesses(1)
                    .bounded(TriedName.password(phone), Origin.at("192.0.2.1"), wrong)
                    .onErrorComplete(Refusal.class)
                    .block(PATIENCE);
        }
        for (int stage = 0; stage < 4; stage++) {
            Guesses node = guesses(stage);
            assertThatThrownBy(() -> node.bounded(TriedName.password(phone), Origin.at("192.0.2.1"), Mono.just("right"))
                            .block(PATIENCE))
                    .hasMessage("too-many-tries");
        }
    }

    @Test
    void aLostAnswerAcrossAStageGetsTheSameSuccessor() {
        for (int stage = 1; stage < STAGES.size(); stage++) {
            String first = begin("1560013002" + stage);
            String lost = renew(stage - 1, first);
            assertThat(renew(stage, first)).as("stage %d", stage).isEqualTo(lost);
            assertThat(renew(stage, lost)).doesNotContain("session-ended");
        }
    }

    @Test
    void aSuccessorThatNoKeyCanMakeAgainEndsTheSession() {
        String first = begin("15600130031");
        String lost = renew(0, first);
        assertThat(renew(3, first)).isEqualTo("session-ended");
        assertThat(renew(0, lost)).isEqualTo("session-ended");
    }

    private void keep(int stage, Phone phone, String code) {
        codes(stage)
                .keep(phone, Purpose.SIGN_IN, SmsMessage.code(phone.e164(), Purpose.SIGN_IN.template(), code))
                .block(PATIENCE);
    }

    private String consume(int stage, Phone phone, String code) {
        return codes(stage)
                .consume(phone, Purpose.SIGN_IN, code)
                .thenReturn("fine")
                .onErrorResume(refused -> Mono.just(String.valueOf(refused.getMessage())))
                .block(PATIENCE);
    }

    private String begin(String phone) {
        Origin origin = Origin.at("192.0.2.1");
        return Objects.requireNonNull(members.register(Phone.parse(phone), null)
                .flatMap(member -> opening(0).open(SignedIn.Kind.MEMBER, String.valueOf(member.id()), origin))
                .as(tx::transactional)
                .map(opened -> Objects.requireNonNull(opened.tokens().refreshToken()))
                .block(PATIENCE));
    }

    private String renew(int stage, String token) {
        return new Renewal(refreshTokens(stage), sessions, opening(stage), tx)
                .renew(token, "192.0.2.1")
                .map(tokens -> Objects.requireNonNull(tokens.refreshToken()))
                .onErrorResume(Refusal.class, refused -> Mono.just(String.valueOf(refused.getMessage())))
                .block(PATIENCE);
    }

    private SmsCodes codes(int stage) {
        return KeyedCodes.codes(redis, STAGES.get(stage), messages);
    }

    private Mono<?> take(int stage, Phone phone) {
        return KeyedCodes.take(windows, spending, STAGES.get(stage), phone, "192.0.2.1");
    }

    private Guesses guesses(int stage) {
        KeyedHash hash = STAGES.get(stage);
        Challenges unsolved = new Challenges(answer -> Mono.just(false), windows, hash, Settings.defaults());
        return new Guesses(windows, unsolved, hash, Settings.defaults());
    }

    private SessionOpening opening(int stage) {
        return new SessionOpening(standing, refreshTokens(stage), accessTokens, Settings.defaults());
    }

    private RefreshTokens refreshTokens(int stage) {
        return new RefreshTokens(database, secrets, STAGES.get(stage), Settings.defaults());
    }

    private static String key() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }
}
