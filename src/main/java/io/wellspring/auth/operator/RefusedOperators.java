package io.wellspring.auth.operator;

import io.wellspring.auth.caller.MaskedAddress;
import io.wellspring.auth.caller.Origin;
import io.wellspring.refusal.Refusal;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Says in the log from where operators' sign-ins are refused, so that guessing can be told from forgetting. The name is
 * logged only where an operator has it: what else was typed there may be anything, a password too.
 */
@Component
public class RefusedOperators {

    private static final Logger log = LoggerFactory.getLogger(RefusedOperators.class);

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final long WINDOW_NANOS = Duration.ofMinutes(1).toNanos();
    /** Lines a minute, at most, so that guessing does not fill the log. */
    private static final int LINES = 20;

    private final Operators operators;
    private final AtomicLong leftOut = new AtomicLong();
    private long windowBegan = System.nanoTime();
    private int lines;

    RefusedOperators(Operators operators) {
        this.operators = operators;
    }

    /** Ends with the refusal itself; whether it could be logged changes nothing. */
    public <T> Mono<T> logged(Refusal refusal, String name, Origin origin) {
        return mayLog()
                ? shown(name).doOnNext(shown -> log(refusal, shown, origin)).then(Mono.error(refusal))
                : Mono.error(refusal);
    }

    private void log(Refusal refusal, String shown, Origin origin) {
        log.warn(
                "operator refused ({}): name {}, from {}; left out before: {}",
                refusal.code().text(),
                shown,
                MaskedAddress.of(origin.address()),
                leftOut.getAndSet(0));
    }

    private Mono<String> shown(String name) {
        String unknown = "unknown, of " + name.length() + " characters";
        return operators
                .find(name)
                .map(known -> name)
                .defaultIfEmpty(unknown)
                .timeout(PATIENCE)
                .onErrorReturn("not looked up");
    }

    private synchronized boolean mayLog() {
        long now = System.nanoTime();
        if (now - windowBegan > WINDOW_NANOS) {
            windowBegan = now;
            lines = 0;
        }
        if (++lines > LINES) {
            leftOut.incrementAndGet();
            return false;
        }
        return true;
    }
}
