package io.wellspring.plan.release.rules;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * The early releases of {@code src/docs/plans/release.md}, as they are read: one member at a time, each walking up or
 * down.
 */
final class PlainRelease {

    private final ReleaseParameters parameters;
    private final int[] referrers;
    private final long[] released;

    PlainRelease(ReleaseParameters parameters, int[] referrers, long[] released) {
        this.parameters = parameters;
        this.referrers = referrers;
        this.released = released;
    }

    long referral(int member) {
        long earned = 0;
        List<Integer> generation = List.of(member);
        for (var rate : parameters.generations()) {
            generation = invitedBy(generation);
            BigDecimal sum = BigDecimal.ZERO;
            for (int below : generation) {
                sum = sum.add(BigDecimal.valueOf(released[below]));
            }
            earned += floor(sum.multiply(rate.value()));
        }
        return earned;
    }

    /** What each one's release brings this member on its way up, by team and by peer. */
    long[] teamAndPeer(int member, int[] stars) {
        BigDecimal team = BigDecimal.ZERO;
        BigDecimal peer = BigDecimal.ZERO;
        for (int from = 0; from < referrers.length; from++) {
            int highest = 0;
            int peers = 0;
            for (int on = referrers[from]; on >= 0; on = referrers[on]) {
                int star = stars[on];
                BigDecimal amount = BigDecimal.valueOf(released[from]);
                if (star > highest) {
                    if (on == member) {
                        team = team.add(amount.multiply(rate(star).subtract(rate(highest))));
                    }
                    highest = star;
                    peers = 0;
                } else if (star > 0 && star == highest && peers < parameters.peerDepth()) {
                    if (on == member) {
                        peer = peer.add(amount.multiply(parameters.peerRate().value()));
                    }
                    peers++;
                }
            }
        }
        return new long[] {floor(team), floor(peer)};
    }

    private BigDecimal rate(int star) {
        return star == 0
                ? BigDecimal.ZERO
                : parameters.stars().get(star - 1).rate().value();
    }

    private List<Integer> invitedBy(List<Integer> members) {
        List<Integer> invited = new ArrayList<>();
        for (int member = 0; member < referrers.length; member++) {
            if (members.contains(referrers[member])) {
                invited.add(member);
            }
        }
        return invited;
    }

    private static long floor(BigDecimal sum) {
        return sum.setScale(0, RoundingMode.FLOOR).longValueExact();
    }
}
