package io.wellspring.auth.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.auth.caller.KeyedHash;
import io.wellspring.auth.caller.Origin;
import io.wellspring.auth.caller.Settings;
import io.wellspring.limit.SlidingWindows;
import io.wellspring.member.MemberRefusal;
import io.wellspring.member.Phone;
import io.wellspring.refusal.Refusal;
import io.wellspring.sms.SmsMessage;
import io.wellspring.sms.SpendGuard;
import io.wellspring.testing.Api;
import io.wellspring.testing.PassingTime;
import io.wellspring.testing.TestOutbox;
import io.wellspring.testing.WellspringTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@WellspringTest
class SmsCodeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired
    Api api;

    @Autowired
    TestOutbox outbox;

    @Autowired
    PassingTime time;

    @Autowired
    SmsCodes codes;

    @Autowired
    CodeProofs proofs;

    @Autowired
    SlidingWindows windows;

    @Autowired
    SpendGuard spending;

    @Autowired
    KeyedHash hash;

    @Autowired
    ReactiveStringRedisTemplate redis;

    @Test
    void ofManyChecksOfOneCodeAtMostOneWins() {
        Phone phone = Phone.parse("13600130001");
        keep(phone, "123456").block(PATIENCE);
        List<String> outcomes = Flux.range(0, 200)
                .flatMap(i -> outcome(codes.consume(phone, Purpose.SIGN_IN, "123456")), 200)
                .collectList()
                .block(PATIENCE);
        assertThat(outcomes).hasSize(200).filteredOn("fine"::equals).hasSize(1);
        assertThat(outcomes).filteredOn("code-wrong"::equals).hasSize(199);
    }

    @Test
    void atMostFiveWrongCodesAreLookedAtHoweverManyComeAtOnce() {
        Phone phone = Phone.parse("13600130002");
        keep(phone, "000004").block(PATIENCE);
        List<String> four = Flux.range(0, 4)
                .flatMap(i -> outcome(codes.consume(phone, Purpose.SIGN_IN, "00000" + i)), 4)
                .collectList()
                .block(PATIENCE);
        assertThat(four).containsOnly("code-wrong");
        assertThat(outcome(codes.consume(phone, Purpose.SIGN_IN, "000004")).block(PATIENCE))
                .isEqualTo("fine");

        keep(phone, "000199").block(PATIENCE);
        Flux.range(0, 199)
                .flatMap(i -> outcome(codes.consume(phone, Purpose.SIGN_IN, String.format("%06d", i))), 199)
                .then()
                .block(PATIENCE);
        assertThat(outcome(codes.consume(phone, Purpose.SIGN_IN, "000199")).block(PATIENCE))
                .isEqualTo("code-wrong");
    }

    @Test
    void aCodeIsBoundToItsNumberAndPurposeAndReplacedByTheNext() {
        Phone phone = Phone.parse("13600130003");
        keep(phone, "111111").block(PATIENCE);
        assertThat(outcome(codes.consume(phone, Purpose.REGISTER, "111111")).block(PATIENCE))
                .isEqualTo("code-wrong");
        assertThat(outcome(codes.consume(Phone.parse("13600130004"), Purpose.SIGN_IN, "111111"))
                        .block(PATIENCE))
                .isEqualTo("code-wrong");
        keep(phone, "222222").block(PATIENCE);
        assertThat(outcome(codes.consume(phone, Purpose.SIGN_IN, "111111")).block(PATIENCE))
                .isEqualTo("code-wrong");
        assertThat(outcome(codes.consume(phone, Purpose.SIGN_IN, "222222")).block(PATIENCE))
                .isEqualTo("fine");
    }

    @Test
    void ofManyWhoHaveSeenThatACodeIsRightOnlyOneUsesItAndNobodyAfterItsEnd() {
        Phone phone = Phone.parse("13600130009");
        Origin origin = Origin.at("192.0.2.9");
        keep(phone, "123456").block(PATIENCE);
        List<String> outcomes = Flux.range(0, 8)
                .flatMap(i -> outcome(proofs.prove(phone, Purpose.TO_SIGN_IN, "123456", origin, Mono.just(i))), 8)
                .collectList()
                .block(PATIENCE);
        assertThat(outcomes).filteredOn("fine"::equals).hasSize(1);

        keep(phone, "234567").block(PATIENCE);
        Mono<Long> untilItEnds = redis.delete(redis.keys("sms-code:*"));
        assertThat(outcome(proofs.prove(phone, Purpose.TO_SIGN_IN, "234567", origin, untilItEnds))
                        .block(PATIENCE))
                .isEqualTo("code-wrong");
    }

    @Test
    void aCodeIsNotUsedUpWhereSomethingElseIsRefused() {
        Phone phone = Phone.parse("13600130010");
        Origin origin = Origin.at("192.0.2.10");
        keep(phone, "123456").block(PATIENCE);
        Mono<Integer> refused = Mono.error(() -> Refusal.of(MemberRefusal.NOT_REGISTERED));
        for (int n = 0; n < 20; n++) {
            assertThat(outcome(proofs.prove(phone, Purpose.TO_SIGN_IN, "123456", origin, refused))
                            .block(PATIENCE))
                    .isEqualTo("not-registered");
        }
        assertThat(outcome(proofs.prove(phone, Purpose.TO_SIGN_IN, "123456", origin, Mono.just(1)))
                        .block(PATIENCE))
                .isEqualTo("fine");
    }

    @Test
    void ofManyRequestsForOneNumberExactlyOneSendsAMessage() {
        List<Integer> statuses = Flux.range(0, 1000)
                .flatMap(
                        i -> api.calling(
                                HttpMethod.POST,
                                "/v1/sms-codes",
                                Map.of("phone", "13600130005", "purpose", "REGISTER"),
                                null),
                        100)
                .map(Api.Answer::status)
                .collectList()
                .block(PATIENCE);
        assertThat(statuses).filteredOn(status -> status == 202).hasSize(1);
        assertThat(statuses).filteredOn(status -> status == 429).hasSize(999);
        assertThat(outbox.messagesTo("13600130005")).hasSize(1);
    }

    @Test
    void aNumberGetsOneCodeAMinuteFiveAnHourAndTenADay() {
        assertThat(ask("13600130006").status()).isEqualTo(202);
        var soon = ask("13600130006");
        assertThat(soon.code()).isEqualTo("too-many-codes");
        assertThat(wait(soon)).isBetween(50L, 60L);
        for (int sent = 1; sent < 5; sent++) {
            time.pass(Duration.ofMinutes(1));
            assertThat(ask("13600130006").status()).isEqualTo(202);
        }
        time.pass(Duration.ofMinutes(1));
        assertThat(wait(ask("13600130006"))).isBetween(54 * 60L, 55 * 60L);
        time.pass(Duration.ofMinutes(55));
        for (int sent = 5; sent < 10; sent++) {
            assertThat(ask("13600130006").status()).isEqualTo(202);
            time.pass(Duration.ofHours(1));
        }
        assertThat(wait(ask("13600130006"))).isBetween(17 * 3600L, 19 * 3600L);
        time.pass(Duration.ofHours(18).plusMinutes(1));
        assertThat(ask("13600130006").status()).isEqualTo(202);
    }

    @Test
    void aRefusedRequestCountsInNoWindow() {
        assertThat(ask("13600130007").status()).isEqualTo(202);
        for (int i = 0; i < 20; i++) {
            assertThat(ask("13600130007").status()).isEqualTo(429);
        }
        time.pass(Duration.ofMinutes(1));
        assertThat(ask("13600130007").status()).isEqualTo(202);
    }

    @Test
    void anAddressThatAsksForManyNumbersIsAskedForAChallenge() {
        CodeLimits limits = new CodeLimits(windows, spending, hash, Settings.defaults());
        List<String> outcomes = Flux.range(0, 40)
                .concatMap(i -> outcome(limits.take(Phone.parse("135001300" + (10 + i)), "192.0.2.1", false)
                        .then()))
                .collectList()
                .block(PATIENCE);
        assertThat(outcomes.subList(0, 30)).containsOnly("fine");
        assertThat(outcomes.subList(30, 40)).containsOnly("challenge-required");
    }

    @Test
    void aNumberOfARegionThatIsNotServedGetsNothing() {
        assertThat(ask("+44 7400 123456").code()).isEqualTo("phone-region-not-served");
        assertThat(outbox.messagesTo("+447400123456")).isEmpty();
    }

    @Test
    void redisHoldsNeitherNumberNorCodeInClear() {
        ask("13600130008");
        String code = outbox.codeFor("13600130008");
        List<String> keys = redis.keys("*").collectList().block(PATIENCE);
        assertThat(keys).isNotEmpty().noneMatch(key -> key.contains("13600130008"));
        List<String> values = redis.keys("sms-code:*")
                .flatMap(key -> redis.<String, String>opsForHash().values(key))
                .collectList()
                .block(PATIENCE);
        assertThat(values).isNotEmpty().noneMatch(value -> value.contains("13600130008") || value.equals(code));
    }

    private Mono<Void> keep(Phone phone, String code) {
        return codes.keep(phone, Purpose.SIGN_IN, SmsMessage.code(phone.e164(), Purpose.SIGN_IN.template(), code));
    }

    private Api.Answer ask(String phone) {
        return api.post("/v1/sms-codes", Map.of("phone", phone, "purpose", "REGISTER"));
    }

    private static long wait(Api.Answer refused) {
        return Long.parseLong(String.valueOf(refused.headers().getFirst("Retry-After")));
    }

    private static Mono<String> outcome(Mono<?> attempt) {
        return attempt.thenReturn("fine").onErrorResume(refused -> Mono.just(String.valueOf(refused.getMessage())));
    }
}
