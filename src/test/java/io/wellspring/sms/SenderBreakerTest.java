package io.wellspring.sms;

import static io.wellspring.sms.SmsFailure.Meaning.NOT_TAKEN;
import static io.wellspring.sms.SmsFailure.Meaning.UNCONFIRMED;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wellspring.sms.SmsFailure.Meaning;
import io.wellspring.testing.Platform;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class SenderBreakerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final BreakerSettings SETTINGS = new BreakerSettings(10, 4, 50, 200, 50, 1, 2);

    private final AtomicInteger asked = new AtomicInteger();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final SenderBreaker breaker = new SenderBreaker(message -> provider(), SETTINGS, meters);

    private volatile Supplier<Mono<String>> provider = () -> Mono.just("biz");

    @ParameterizedTest
    @EnumSource(
            value = Meaning.class,
            names = {"UNCONFIRMED", "NOT_TAKEN"})
    void aProviderThatDoesNotTakeOrConfirmIsLeftAloneForAWhile(Meaning meaning) {
        provider = failing(meaning, "any");
        assertThat(outcomes(4)).containsOnly(meaning + " any");
        assertThat(state()).isEqualTo(2);

        long began = System.nanoTime();
        assertThat(outcomes(1000)).containsOnly("NOT_TAKEN breaker-open");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
        assertThat(asked).hasValue(4);
    }

    @ParameterizedTest
    @EnumSource(
            value = Meaning.class,
            names = {"TRY_LATER", "BAD_NUMBER", "OUR_FAULT"})
    void aProviderThatRefusesIsAlive(Meaning meaning) {
        provider = failing(meaning, "any");
        assertThat(outcomes(50)).containsOnly(meaning + " any");
        assertThat(state()).isZero();
    }

    @Test
    void aCrowdOfOursThatHadNoPlaceSaysNothingOfTheProvider() {
        provider = failing(NOT_TAKEN, AliyunSender.TOO_MANY_AT_ONCE);
        assertThat(outcomes(50)).containsOnly("NOT_TAKEN too-many-at-once");
        assertThat(state()).isZero();
    }

    @Test
    void aProviderThatIsTooSlowIsLeftAloneToo() {
        provider = () -> Mono.just("biz").delayElement(Duration.ofMillis(250));
        assertThat(outcomes(4)).containsOnly("biz");
        assertThat(outcomes(1)).containsOnly("NOT_TAKEN breaker-open");
    }

    @Test
    void aFewAreLetThroughAfterwardsAndCloseItAgainAndEachChangeIsToldOnce() {
        ListAppender<ILoggingEvent> log = listen();
        provider = failing(UNCONFIRMED, "any");
        outcomes(4);
        outcomes(20);
        provider = () -> Mono.just("biz");
        Platform.until(() -> outcomes(1), outcomes -> outcomes.contains("biz"));
        assertThat(outcomes(20)).containsOnly("biz");
        assertThat(state()).isZero();
        assertThat(asked.get()).isEqualTo(4 + 1 + 20);
        assertThat(log.list).hasSize(3);
    }

    @Test
    void aProviderThatIsStillDeadIsLeftAloneAgain() {
        provider = failing(UNCONFIRMED, "any");
        outcomes(4);
        Platform.until(() -> outcomes(1), outcomes -> outcomes.contains("UNCONFIRMED any"));
        assertThat(asked).hasValue(5);
        assertThat(state()).isEqualTo(1);
        assertThat(outcomes(20).stream().distinct()).contains("NOT_TAKEN breaker-open");
        assertThat(asked).hasValue(6);
        assertThat(state()).isEqualTo(2);
    }

    @Test
    void whileAFewAreLetThroughAllOthersAreRefusedAtOnce() {
        provider = failing(UNCONFIRMED, "any");
        outcomes(4);
        provider = () -> Mono.just("biz").delayElement(Duration.ofMillis(100));
        Platform.until(() -> outcomes(1), outcomes -> outcomes.contains("biz"));
        asked.set(0);
        List<String> outcomes = Flux.range(0, 100)
                .flatMap(i -> outcome().subscribeOn(Schedulers.parallel()), 100)
                .collectList()
                .block(PATIENCE);
        assertThat(outcomes).filteredOn("biz"::equals).hasSize(1);
        assertThat(outcomes).filteredOn("NOT_TAKEN breaker-open"::equals).hasSize(99);
        assertThat(asked).hasValue(1);
    }

    private Mono<String> provider() {
        asked.incrementAndGet();
        return provider.get();
    }

    private static Supplier<Mono<String>> failing(Meaning meaning, String code) {
        return () -> Mono.error(new SmsFailure(meaning, code));
    }

    private List<String> outcomes(int times) {
        return Flux.range(0, times)
                .concatMap(i -> outcome())
                .subscribeOn(Schedulers.parallel())
                .collectList()
                .block(PATIENCE);
    }

    private Mono<String> outcome() {
        return breaker.send(SmsMessage.code("+8613800138000", Template.SIGN_IN, "123456"))
                .onErrorResume(SmsFailure.class, failure -> Mono.just(failure.meaning() + " " + failure.getMessage()));
    }

    private int state() {
        return (int) meters.get("wellspring.sms.breaker").gauge().value();
    }

    private static ListAppender<ILoggingEvent> listen() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        ((Logger) LoggerFactory.getLogger(SenderBreaker.class)).addAppender(log);
        return log;
    }
}
