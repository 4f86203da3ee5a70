package io.wellspring.auth.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.refusal.Refusal;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Signal;
import reactor.core.scheduler.Schedulers;

/** What every provider of challenges keeps to: nobody passes without an answer that it confirms. */
public abstract class ChallengeContract {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** One that has confirmed none of the answers below. */
    protected abstract Challenge challenge();

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "true", "Solved", "solved ", "&success=true", "\"}{\"success\":true}", "活水"})
    void whatNobodyConfirmedPassesNobodyAndIsAnsweredOnce(String answer) {
        Signal<Boolean> verdict = challenge()
                .isSolved(answer)
                .subscribeOn(Schedulers.parallel())
                .materialize()
                .blockOptional(PATIENCE)
                .orElseThrow();
        assertThat(verdict.isOnNext() ? verdict.get() == Boolean.FALSE : verdict.getThrowable() instanceof Refusal)
                .as(verdict.toString())
                .isTrue();
    }
}
