package io.wellspring.plan.release.rules;

import java.util.List;

/**
 * What a member's lots release on a day ({@code src/docs/plans/release.md}), with what it was worked out from. Amounts
 * in 1/100 point.
 *
 * @param remaining what all lots had left before the day
 * @param due what the lots release by themselves
 * @param referral earned by the generations below; of this and what follows no more is released than remains
 * @param team earned by a higher star than those below
 * @param peer earned beside a star of the same height
 * @param generations what each generation below released by itself
 * @param star the place of the member's star among the plan's, from 1; 0 for none
 * @param met what climbed up to the member, by the highest star that it had met below; empty without a star. Of the
 *     fourth star these are five numbers, such as 10000, 5000, 0, 2000, 1000: 100.00 points had met no star, 50.00 the
 *     first, none the second, 20.00 the third, and 10.00 had met the fourth star already, in which the member shares as
 *     a peer
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
