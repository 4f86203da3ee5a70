package io.wellspring.plan.loop;

import java.time.LocalDate;

/**
 * What a member received from a plan for a day. Amounts in fen.
 *
 * @param weighted part of the pool that all participants share
 * @param level part of the pool of the member's level
 */
public record PaidDividend(long planId, String planName, LocalDate day, long quotaBefore, long weighted, long level) {

    public long paid() {
        return weighted + level;
    }
}
