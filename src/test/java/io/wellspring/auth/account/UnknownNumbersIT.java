package io.wellspring.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.auth.code.Purpose;
import io.wellspring.auth.password.PasswordHasher;
import io.wellspring.auth.password.Passwords;
import io.wellspring.member.Member;
import io.wellspring.member.Members;
import io.wellspring.member.Phone;
import io.wellspring.testing.Api;
import io.wellspring.testing.Api.Answer;
import io.wellspring.testing.Platform;
import io.wellspring.testing.Seeds;
import io.wellspring.testing.WellspringTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** That no stopwatch tells whether a number is registered: 500 numbers that are, and 500 that are not. */
@WellspringTest
class UnknownNumbersIT {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int EACH = 500;
    private static final int TO_WARM_UP = 100;
    private static final String PASSWORD = "four words nobody guesses";
    private static final String WRONG = "another four words altogether";

    @Autowired
    Api api;

    @Autowired
    Members members;

    @Autowired
    TransactionalOperator tx;

    @Autowired
    Passwords passwords;

    @Autowired
    PasswordHasher hasher;

    private final List<Boolean> order = new ArrayList<>();
    private long seed;

    @BeforeEach
    void inRandomOrder() {
        seed = Seeds.some(1).findFirst().orElseThrow();
        order.addAll(Collections.nCopies(EACH, true));
        order.addAll(Collections.nCopies(EACH, false));
        Collections.shuffle(order, new Random(seed));
    }

    @Test
    void aCodeIsSentNoFasterToOneThanToTheOther() {
        compare("a code to sign in", new Call(phone -> code(phone, Purpose.SIGN_IN), 202, null));
    }

    @Test
    void aCodeToEnterIsSentNoFasterToOneThanToTheOther() {
        compare("a code to enter", new Call(phone -> code(phone, Purpose.ENTER), 202, null));
    }

    @Test
    void aCodeToRegisterIsSentNoFasterToOneThanToTheOther() {
        compare("a code to register", new Call(phone -> code(phone, Purpose.REGISTER), 202, null));
    }

    @Test
    void aWrongPasswordIsRefusedNoFasterForOneThanForTheOther() {
        compare(
                "a sign-in with a wrong password",
                new Call(
                        phone -> api.post("/v1/tokens", Map.of("grant", "PASSWORD", "phone", phone, "password", WRONG)),
                        401,
                        "sign-in-failed"));
    }

    @Test
    void aWrongCodeIsRefusedNoFasterForOneThanForTheOther() {
        compare(
                "a sign-in with a wrong code",
                new Call(
                        phone -> api.post("/v1/tokens", Map.of("grant", "SMS_CODE", "phone", phone, "code", "000000")),
                        422,
                        "code-wrong"));
    }

    @Test
    void aResetIsRefusedNoFasterForOneThanForTheOther() {
        compare(
                "a reset with a wrong code",
                new Call(
                        phone -> api.post(
                                "/v1/password-resets",
                                Map.of("phone", phone, "code", "000000", "newPassword", PASSWORD)),
                        422,
                        "code-wrong"));
    }

    private Answer code(String phone, Purpose purpose) {
        return api.post("/v1/sms-codes", Map.of("phone", phone, "purpose", purpose.name()));
    }

    /** What is asked for a number, and how it must be answered whether the number is registered or not. */
    private record Call(
            Function<String, Answer> asking,
            int status,
            @Nullable String code) {

        /** @return how long the answer took, in nanoseconds */
        long time(String phone) {
            long began = System.nanoTime();
            Answer answer = asking.apply(phone);
            long took = System.nanoTime() - began;
            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.body().path("code").asString("")).isEqualTo(code == null ? "" : code);
            return took;
        }
    }

    private void compare(String what, Call call) {
        var known = registered().iterator();
        var unknown = numbers().iterator();
        numbers().stream().limit(TO_WARM_UP).forEach(call::time);
        List<Long> ofKnown = new ArrayList<>();
        List<Long> ofUnknown = new ArrayList<>();
        for (boolean isKnown : order) {
            (isKnown ? ofKnown : ofUnknown).add(call.time((isKnown ? known : unknown).next()));
        }
        judge(what, new TwoSamples(inArray(ofKnown), inArray(ofUnknown)));
    }

    private void judge(String what, TwoSamples times) {
        long noise = times.noise(seed);
        System.out.printf(
                "%s: known %,d µs, unknown %,d µs, noise %,d µs%n",
                what, TwoSamples.median(times.one()) / 1_000, TwoSamples.median(times.other()) / 1_000, noise / 1_000);
        assertThat(times.difference()).as(what).isLessThanOrEqualTo(noise);
    }

    private static long[] inArray(List<Long> times) {
        return times.stream().mapToLong(Long::longValue).toArray();
    }

    /** Members with a password, which is the same for all, because to hash so many would take long. */
    private List<String> registered() {
        String hash = hasher.hash(PASSWORD).block(PATIENCE);
        List<String> phones = numbers();
        phones.forEach(phone -> member(phone)
                .flatMap(id -> passwords.set(id, hash))
                .as(tx::transactional)
                .block(PATIENCE));
        return phones;
    }

    /** Without a code, because none is sent twice within a minute. */
    private Mono<Long> member(String phone) {
        return members.register(Phone.parse(phone), null).map(Member::id);
    }

    private static List<String> numbers() {
        return Collections.nCopies(EACH, 0).stream()
                .map(each -> Platform.freshPhone())
                .toList();
    }
}
