package io.wellspring.plan.release;

import io.wellspring.value.Rate;
import java.util.List;

/**
 * What the static releases of a day earn those above: by generation, by star, and beside peers (design, section 5.3).
 * Each is a sum over the whole network below, taken in one walk from the leaves up, exactly, and floored once.
 */
public final class EarlyReleases {

    private final ReleaseParameters parameters;
    private final Network network;
    private final long[] released;

    /** @param released what each member's lots released by themselves, in 1/100 point */
    public EarlyReleases(ReleaseParameters parameters, Network network, long[] released) {
        this.parameters = parameters;
        this.network = network;
        this.released = released;
    }

    /** What each member earns of all generations together, each floored by itself. */
    public long[] referral() {
        long[] earned = new long[network.size()];
        long[] below = released;
        for (Rate rate : parameters.generations()) {
            below = network.ofGenerationBelow(below);
            for (int member = 0; member < earned.length; member++) {
                earned[member] = Math.addExact(earned[member], rate.floorOf(below[member]));
            }
        }
        return earned;
    }

    /** @param stars the place of each member's star among the plan's, from 1; 0 for none */
    public Climb climb(int[] stars) {
        List<Star> all = parameters.stars();
        Climb climb = new Climb(all.stream().map(Star::rate).toList(), parameters.peerRate(), parameters.peerDepth());
        climb.over(network, released, stars);
        return climb;
    }
}
