package io.wellspring.plan.loop;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How a member stands in a plan today.
 *
 * @param quota fen that the member may still receive
 * @param shares in 1/1,000,000
 * @param estimate if the day ended now; null where there is nothing to expect, or the day is being settled
 */
public record ExpectedDividend(
        long planId,
        String planName,
        Standing standing,
        long quota,
        long shares,
        @Nullable ExplainedDividend estimate) {

    ExpectedDividend with(ExplainedDividend found) {
        return new ExpectedDividend(planId, planName, standing, quota, shares, found);
    }

    /** Whether there is something to expect. */
    @Schema(name = "DividendStanding")
    public enum Standing {
        TAKES_PART,
        /** The shares stay, and the next purchase brings dividends back. */
        QUOTA_USED_UP,
        NO_SHARES,
        /** The day is over and its dividends are on their way. */
        BEING_SETTLED
    }
}
