package io.wellspring.sms;

import static io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowSynchronizationStrategy.LOCK_FREE;
import static io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType.COUNT_BASED;
import static io.wellspring.sms.SmsFailure.Meaning.NOT_TAKEN;
import static io.wellspring.sms.SmsFailure.Meaning.UNCONFIRMED;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.StateTransition;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Asks a provider nothing more for a while when it does not answer, so that a dead one holds nobody. A provider that
 * refuses, and be it for our own fault, is alive: not to ask it would only hide what is to be mended.
 */
final class SenderBreaker implements SmsSender {

    private static final Logger log = LoggerFactory.getLogger(SenderBreaker.class);

    private final SmsSender sender;
    private final CircuitBreaker breaker;

    SenderBreaker(SmsSender sender, BreakerSettings settings, MeterRegistry meters) {
        this.sender = sender;
        this.breaker = CircuitBreaker.of("sms", config(settings));
        breaker.getEventPublisher().onStateTransition(event -> tell(event.getStateTransition()));
        Gauge.builder("wellspring.sms.breaker", breaker, SenderBreaker::openness)
                .description("Breaker before the provider of messages: 0 closed, 1 letting a few through, 2 open")
                .register(meters);
        Gauge.builder("wellspring.dependency.up", breaker, SenderBreaker::isThere)
                .description("1 while what the node needs answers, else 0")
                .tag("dependency", "sms")
                .register(meters);
    }

    @Override
    public Mono<String> send(SmsMessage message) {
        return Mono.defer(() -> sender.send(message))
                .transformDeferred(CircuitBreakerOperator.of(breaker))
                .onErrorMap(CallNotPermittedException.class, open -> new SmsFailure(NOT_TAKEN, "breaker-open"));
    }

    private static CircuitBreakerConfig config(BreakerSettings settings) {
        return CircuitBreakerConfig.custom()
                .slidingWindow(settings.windowCalls(), settings.leastCalls(), COUNT_BASED, LOCK_FREE)
                .failureRateThreshold(settings.failurePercent())
                .slowCallDurationThreshold(settings.slowCall())
                .slowCallRateThreshold(settings.slowPercent())
                .waitDurationInOpenState(settings.open())
                .permittedNumberOfCallsInHalfOpenState(settings.trialCalls())
                .recordException(SenderBreaker::speaksAgainstIt)
                .ignoreException(SenderBreaker::saysNothingOfIt)
                .build();
    }

    private static boolean speaksAgainstIt(Throwable failure) {
        return !(failure instanceof SmsFailure known) || known.meaning() == UNCONFIRMED || known.meaning() == NOT_TAKEN;
    }

    /** A crowd of ours that it never saw. */
    private static boolean saysNothingOfIt(Throwable failure) {
        return failure instanceof SmsFailure && AliyunSender.TOO_MANY_AT_ONCE.equals(failure.getMessage());
    }

    private static void tell(StateTransition transition) {
        if (transition.getToState() == CircuitBreaker.State.OPEN) {
            log.warn("the provider of messages does not answer: nothing is sent for a while");
        } else {
            log.info("the provider of messages: {}", transition);
        }
    }

    private static int isThere(CircuitBreaker breaker) {
        return openness(breaker) == 2 ? 0 : 1;
    }

    private static int openness(CircuitBreaker breaker) {
        return switch (breaker.getState()) {
            case OPEN, FORCED_OPEN -> 2;
            case HALF_OPEN -> 1;
            default -> 0;
        };
    }
}
