package io.wellspring.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.RefusalCode;
import io.wellspring.refusal.Refusals;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Subscription;
import org.springframework.data.redis.RedisSystemException;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class RedisCallsTest {

    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(5);

    @Test
    void aCommandThatCannotBeCancelledIsGivenUpInTime() {
        Mono<Boolean> asked = RedisCalls.<Boolean>call(subscriber -> subscriber.onSubscribe(new NotCancelled()), SHORT);

        assertThatThrownBy(() -> asked.block(LONG)).hasCauseInstanceOf(TimeoutException.class);
        assertThat(asked.onErrorReturn(false).block(LONG)).isFalse();
    }

    @Test
    void aConnectionThatBreaksMeansThatItMaySoonServeAgain() {
        assertThat(refusalOf(new RedisException("Connection closed"))).isEqualTo(GeneralRefusal.BUSY);
        assertThat(refusalOf(new RedisSystemException("broken", new RedisException("Connection reset by peer"))))
                .isEqualTo(GeneralRefusal.BUSY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OOM command not allowed when used memory > 'maxmemory'.",
                "LOADING Redis is loading the dataset in memory",
                "READONLY You can't write against a read only replica."
            })
    void soDoesARedisThatTakesNothing(String refused) {
        assertThat(refusalOf(new RedisSystemException("refused", new RedisCommandExecutionException(refused))))
                .isEqualTo(GeneralRefusal.BUSY);
    }

    @Test
    void aCommandThatIsWrongIsAFault() {
        RedisCommandExecutionException wrong = new RedisCommandExecutionException("ERR unknown command");

        assertThat(refusalOf(new RedisSystemException("wrong", wrong))).isEqualTo(GeneralRefusal.UNEXPECTED);
    }

    private static RefusalCode refusalOf(Exception failure) {
        RefusalCode[] code = new RefusalCode[1];
        StepVerifier.create(RedisCalls.call(Mono.error(failure), LONG))
                .verifyErrorSatisfies(told -> code[0] = Refusals.behind(told).code());
        return code[0];
    }

    private static final class NotCancelled implements Subscription {

        @Override
        public void request(long count) {}

        @Override
        public void cancel() {
            throw new IllegalArgumentException("cannot be cancelled");
        }
    }
}
