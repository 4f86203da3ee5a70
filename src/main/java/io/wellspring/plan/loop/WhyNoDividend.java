package io.wellspring.plan.loop;

import io.wellspring.plan.loop.rules.LoopMember;

/** Why a settled day paid a member nothing: the first that holds, in this order ({@code src/docs/plans/loop.md}). */
public enum WhyNoDividend {
    NO_SHARES,
    QUOTA_USED_UP,
    /** Neither sales nor a carry-over, or the rates left nothing of them. */
    NOTHING_TO_SHARE,
    /** The member's parts, rounded down to the fen, are zero. */
    PART_BELOW_ONE_FEN;

    static WhyNoDividend of(LoopMember member, long shared) {
        if (member.shares() == 0) {
            return NO_SHARES;
        }
        if (member.quota() == 0) {
            return QUOTA_USED_UP;
        }
        return shared == 0 ? NOTHING_TO_SHARE : PART_BELOW_ONE_FEN;
    }
}
