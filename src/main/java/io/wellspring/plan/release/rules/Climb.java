package io.wellspring.plan.release.rules;

import io.wellspring.value.Rate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Static releases on their way up the referrers. What has reached a member is kept apart by the highest star that it
 * has met and by how many peers have shared in it since. So one addition stands for everybody below, however many they
 * are.
 *
 * <p>With two stars and a peer depth of 1 that is an array of six sums, (star, peers): (0,0) (0,1) (1,0) (1,1) (2,0)
 * (2,1). Someone without a star releases 100.00: (0,0) = 100.00. A member of the first star comes next and earns its
 * rate of 100.00; now (1,0) = 100.00. Another one of the first star comes and shares as a peer; now (1,1) = 100.00, and
 * a third one earns nothing. A member of the second star earns the difference of the two rates of 100.00; now (2,0) =
 * 100.00.
 */
final class Climb {

    private final List<Rate> rates;
    private final Rate peerRate;
    private final int peerDepth;
    private long[] team = {};
    private long[] peer = {};
    private long[] @Nullable [] met = {};

    /** @param rates of the stars, from the lowest; a place among them, from 1, stands for a star */
    Climb(List<Rate> rates, Rate peerRate, int peerDepth) {
        this.rates = rates;
        this.peerRate = peerRate;
        this.peerDepth = peerDepth;
    }

    /** What each member earns by a higher star than those below, in 1/100 point. */
    public long[] team() {
        return team;
    }

    /** What each member earns beside a star of the same height, in 1/100 point. */
    public long[] peer() {
        return peer;
    }

    /**
     * What climbed up to a member with a star, in 1/100 point: first what had met no star, then what had met each lower
     * star as its highest, finally what a star of the same height shares in. Null where nothing came, or without a
     * star.
     */
    public long @Nullable [] met(int member) {
        return met[member];
    }

    void over(ReferralTree network, long[] released, int[] stars) {
        int ways = (rates.size() + 1) * (peerDepth + 1);
        long[][] arriving = new long[network.size()][];
        team = new long[network.size()];
        peer = new long[network.size()];
        met = new long[network.size()][];
        for (int member = network.size() - 1; member >= 0; member--) {
            long[] flow = arriving[member];
            if (flow != null) {
                meet(member, stars[member], flow);
            }
            pass(network.referrerOf(member), flow, released[member], arriving, ways);
            arriving[member] = null;
        }
    }

    /** The member takes what the star earns, and from here on what has come this far has met the star. */
    private void meet(int member, int star, long[] flow) {
        if (star == 0) {
            return;
        }
        Rate own = rates.get(star - 1);
        ExactSum earned = new ExactSum();
        long raised = 0;
        long[] below = new long[star + 1];
        for (int lower = 0; lower < star; lower++) {
            below[lower] = takeAll(flow, lower);
            earned.add(below[lower], lower == 0 ? own : own.minus(rates.get(lower - 1)));
            raised = Math.addExact(raised, below[lower]);
        }
        below[star] = shared(flow, star);
        met[member] = below;
        team[member] = earned.floor();
        peer[member] = peerRate.floorOf(below[star]);
        int now = place(star, 0);
        flow[now] = Math.addExact(flow[now], raised);
    }

    /** What peers may still share in; each that does moves on, and beyond the last nobody shares. */
    private long shared(long[] flow, int star) {
        long shared = 0;
        for (int peers = peerDepth - 1; peers >= 0; peers--) {
            int now = place(star, peers);
            int then = place(star, peers + 1);
            shared = Math.addExact(shared, flow[now]);
            flow[then] = Math.addExact(flow[then], flow[now]);
            flow[now] = 0;
        }
        return shared;
    }

    private long takeAll(long[] flow, int star) {
        long all = 0;
        for (int peers = 0; peers <= peerDepth; peers++) {
            all = Math.addExact(all, flow[place(star, peers)]);
            flow[place(star, peers)] = 0;
        }
        return all;
    }

    private void pass(int referrer, long @Nullable [] flow, long own, long[][] arriving, int ways) {
        if (referrer == ReferralTree.NOBODY || (flow == null && own == 0)) {
            return;
        }
        if (arriving[referrer] == null) {
            arriving[referrer] = flow == null ? new long[ways] : flow;
        } else if (flow != null) {
            add(flow, arriving[referrer]);
        }
        arriving[referrer][place(0, 0)] = Math.addExact(arriving[referrer][place(0, 0)], own);
    }

    private static void add(long[] flow, long[] sum) {
        for (int way = 0; way < sum.length; way++) {
            sum[way] = Math.addExact(sum[way], flow[way]);
        }
    }

    private int place(int star, int peers) {
        return star * (peerDepth + 1) + peers;
    }
}
