package io.wellspring.plan.release.rules;

import java.util.Collection;

/**
 * What some members are released together, in 1/100 point.
 *
 * @param due what the lots released by themselves
 */
public record ReleaseTotals(long members, long due, long referral, long team, long peer) {

    public static final ReleaseTotals NONE = new ReleaseTotals(0, 0, 0, 0, 0);

    public static ReleaseTotals of(Collection<Release> releases) {
        ReleaseTotals totals = NONE;
        for (Release release : releases) {
            totals = totals.plus(new ReleaseTotals(
                    1, release.due(), release.releasedReferral(), release.releasedTeam(), release.releasedPeer()));
        }
        return totals;
    }

    public ReleaseTotals plus(ReleaseTotals more) {
        return new ReleaseTotals(
                members + more.members,
                Math.addExact(due, more.due),
                Math.addExact(referral, more.referral),
                Math.addExact(team, more.team),
                Math.addExact(peer, more.peer));
    }

    public long released() {
        return Math.addExact(Math.addExact(due, referral), Math.addExact(team, peer));
    }
}
