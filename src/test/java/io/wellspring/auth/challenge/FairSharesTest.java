package io.wellspring.auth.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class FairSharesTest {

    private final FairShares shares = new FairShares();

    @Test
    void oneSubjectHasItsShareAndOthersTheirs() {
        Sinks.One<String> hashed = Sinks.one();
        List<Mono<String>> guesses = IntStream.range(0, 3)
                .mapToObj(
                        guess -> shares.within(2, "one number", hashed.asMono()).toFuture())
                .map(Mono::fromFuture)
                .toList();

        StepVerifier.create(guesses.get(2)).verifyErrorSatisfies(FairSharesTest::isBusy);
        assertThat(shares.within(2, "another", Mono.just("in")).block()).isEqualTo("in");

        hashed.tryEmitValue("done");
        assertThat(guesses.get(0).block()).isEqualTo("done");
        assertThat(shares.within(2, "one number", Mono.just("in")).block()).isEqualTo("in");
    }

    @Test
    void whatFailsOrIsGivenUpGivesItsPlaceBack() {
        for (int guess = 0; guess < 5; guess++) {
            shares.within(1, "one number", Mono.error(new IllegalStateException()))
                    .onErrorComplete()
                    .block();
            shares.within(1, "one number", Mono.never())
                    .timeout(Duration.ofMillis(1), Mono.empty())
                    .block();
        }
        assertThat(shares.within(1, "one number", Mono.just("in")).block()).isEqualTo("in");
    }

    private static void isBusy(Throwable failure) {
        assertThat(((Refusal) failure).code()).isEqualTo(GeneralRefusal.BUSY);
    }
}
