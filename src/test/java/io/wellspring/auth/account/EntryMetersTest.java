package io.wellspring.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wellspring.auth.account.EntryMeters.Way;
import io.wellspring.auth.challenge.GuessRefusal;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** An outage of ours does not look like somebody who guesses. */
class EntryMetersTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final EntryMeters meters = new EntryMeters(registry);

    @Test
    void onlyWhatTheCallerDidIsRefused() {
        end(Mono.just("in"));
        end(Mono.error(Refusal.of(GeneralRefusal.SIGN_IN_FAILED)));
        end(Mono.error(Refusal.of(GuessRefusal.TOO_MANY_TRIES)));
        end(Mono.error(Refusal.of(GeneralRefusal.BUSY)));
        end(Mono.error(new TimeoutException()));
        end(Mono.error(new IllegalStateException()));

        assertThat(count("accepted")).isEqualTo(1);
        assertThat(count("refused")).isEqualTo(2);
        assertThat(count("failed")).isEqualTo(3);
    }

    private void end(Mono<String> entry) {
        meters.counted(Way.OPERATOR, entry).onErrorComplete().block();
    }

    private double count(String outcome) {
        return registry.get("wellspring.auth.entries")
                .tags("way", "operator", "outcome", outcome)
                .counter()
                .count();
    }
}
