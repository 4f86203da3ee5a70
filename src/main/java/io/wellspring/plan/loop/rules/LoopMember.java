package io.wellspring.plan.loop.rules;

/**
 * What a member has in a LOOP plan.
 *
 * @param quota fen that the member may still receive, not negative
 * @param shares in 1/1,000,000, not negative
 */
public record LoopMember(long memberId, long quota, long shares) {

    /** Whether the member takes part in the day's dividends: one whose quota is used up keeps the shares and waits. */
    public boolean takesPart() {
        return quota > 0 && shares > 0;
    }

    LoopMember granted(LoopGrant grant) {
        return new LoopMember(memberId, Math.addExact(quota, grant.quota()), Math.addExact(shares, grant.shares()));
    }

    /** By what the member's part of the weighted pool is measured. */
    long weight(WeightBy by) {
        return by == WeightBy.SHARES ? shares : quota;
    }
}
