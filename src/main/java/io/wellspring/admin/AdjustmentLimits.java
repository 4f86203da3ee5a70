package io.wellspring.admin;

import io.wellspring.plan.log.AdjustmentLog;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import io.wellspring.value.Amount;
import io.wellspring.value.AssetCode;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Bounds what one operator adds and deducts, by each call and by all of a day. */
@Component
class AdjustmentLimits {

    /** An adjustment waits some 8 s for those of the same operator, and holds no connection meanwhile. */
    static final Retry TURNS = Retry.backoff(80, Duration.ofMillis(10))
            .maxBackoff(Duration.ofMillis(100))
            .filter(TurnTaken.class::isInstance)
            .onRetryExhaustedThrow(
                    (turns, last) -> Refusal.of(GeneralRefusal.BUSY).retryAfter(Duration.ofSeconds(1)));

    private final AdjustmentLog log;
    private final AdjustmentSettings settings;

    AdjustmentLimits(AdjustmentLog log, AdjustmentSettings settings) {
        this.log = log;
        this.settings = settings;
    }

    /**
     * Lets an adjustment pass, in the transaction that appends it: until that ends no other of the operator does. That
     * transaction is tried again by {@link #TURNS}.
     *
     * @param amount in 1/100 point, negative to deduct
     * @throws Refusal ADJUSTMENT_TOO_LARGE or ADJUSTMENT_LIMIT_REACHED
     */
    Mono<Void> admit(String source, long amount) {
        long size = Math.abs(amount);
        if (size > settings.maxPerCall()) {
            return Mono.error(() -> Refusal.of(AdjustmentRefusal.ADJUSTMENT_TOO_LARGE)
                    .with("maximum", Amount.format(settings.maxPerCall(), AssetCode.POINT)));
        }
        return log.alone(source)
                .filter(alone -> alone)
                .switchIfEmpty(Mono.error(TurnTaken::new))
                .flatMap(alone -> log.usedToday(source, settings.limitZone()))
                .flatMap(used -> size > settings.maxPerDay() - used ? Mono.error(reached(used)) : Mono.empty());
    }

    private Refusal reached(long used) {
        long left = Math.max(0, settings.maxPerDay() - used);
        return Refusal.of(AdjustmentRefusal.ADJUSTMENT_LIMIT_REACHED)
                .with("maximum", Amount.format(settings.maxPerDay(), AssetCode.POINT))
                .with("left", Amount.format(left, AssetCode.POINT));
    }

    /** Another adjustment of the same operator is being appended. */
    private static final class TurnTaken extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TurnTaken() {
            super(null, null, false, false);
        }
    }
}
