package io.wellspring.plan.release.rules;

import java.util.List;

/**
 * What a member's lots release on a day (design, section 5.3), with what it was worked out from. Amounts in 1/100 point.
 *
 * @param remaining in all lots before
 * @param due what the lots release by themselves
 * @param referral earned by the generations below; of this and what follows no more is released than remains
 * @param team earned by a higher star than those below
 * @param peer earned beside a star of the same height
 * @param generations what each generation below released by itself
 * @param star the place of the member's star among the plan's, from 1; 0 for none
 * @param met what came up: that had met no star, then each lower one, at last what peers share in; empty without a star
 */
public record Release(
        long memberId,
        long remaining,
        long due,
        long referral,
        long team,
        long peer,
        List<Long> generations,
        int star,
        List<Long> met) {

    public long releasedReferral() {
        return Math.min(referral, remaining - due);
    }

    public long releasedTeam() {
        return Math.min(team, remaining - due - releasedReferral());
    }

    public long releasedPeer() {
        return Math.min(peer, remaining - due - releasedReferral() - releasedTeam());
    }

    /** What is released before its time: by referral, team and peer, in this order. */
    public long early() {
        return releasedReferral() + releasedTeam() + releasedPeer();
    }

    public long released() {
        return due + early();
    }
}
