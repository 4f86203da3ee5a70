package io.wellspring.plan.release;

import java.time.LocalDate;

/**
 * What a plan released to a member on a day. Amounts in 1/100 point.
 *
 * @param remaining what all lots had left before
 * @param due what the lots released by themselves
 */
public record PaidRelease(
        long planId, String planName, LocalDate day, long remaining, long due, long referral, long team, long peer) {

    public long released() {
        return due + referral + team + peer;
    }
}
