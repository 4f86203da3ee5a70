package io.wellspring.auth.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.auth.password.PasswordRefusal;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessResourceFailureException;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** A first start may be busy; the operator comes all the same. */
@ExtendWith(OutputCaptureExtension.class)
class FirstOperatorTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AtomicInteger tries = new AtomicInteger();

    @Test
    void isMadeHoweverOftenHashingAndTheDatabaseRefuseAtFirst(CapturedOutput log) {
        Mono<Boolean> made = Mono.defer(() -> switch (tries.incrementAndGet()) {
            case 1, 2, 3 -> Mono.error(Refusal.of(GeneralRefusal.BUSY));
            case 4 -> Mono.error(new DataAccessResourceFailureException("Failed to obtain R2DBC Connection"));
            case 5 -> Mono.error(new TimeoutException());
            default -> Mono.just(true);
        });

        assertThat(made.retryWhen(Operators.untilServed(Duration.ofMillis(1))).block(PATIENCE))
                .isTrue();

        assertThat(tries).hasValue(6);
        assertThat(log.getOut().split("whether there is an operator is not known yet", -1))
                .hasSize(2);
        assertThat(log.getOut()).doesNotContain("ERROR");
    }

    @Test
    void aPasswordThatIsTooWeakIsNotTriedAgain() {
        Mono<Boolean> refused = Mono.defer(() -> {
            tries.incrementAndGet();
            return Mono.error(Refusal.of(PasswordRefusal.PASSWORD_TOO_WEAK));
        });

        StepVerifier.create(refused.retryWhen(Operators.untilServed(Duration.ofMillis(1))))
                .verifyErrorSatisfies(
                        failure -> assertThat(((Refusal) failure).code()).isEqualTo(PasswordRefusal.PASSWORD_TOO_WEAK));
        assertThat(tries).hasValue(1);
    }
}
