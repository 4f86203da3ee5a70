package io.wellspring.plan.release.rules;

import java.util.List;

/**
 * What the static releases of a day earn those above: by generation, by star, and beside peers
 * ({@code src/docs/plans/release.md}). Each is a sum over the whole network below, taken in one walk from the leaves
 * up, exactly, and floored once.
 */
final class EarlyReleases {

    private final ReleaseParameters parameters;
    private final ReferralTree network;
    private final long[] released;

    /** @param released what each member's lots released by themselves, in 1/100 point */
    public EarlyReleases(ReleaseParameters parameters, ReferralTree network, long[] released) {
        this.parameters = parameters;
        this.network = network;
        this.released = released;
    }

    /** What each generation below each member released, in 1/100 point: first by generation, then by member. */
    public long[][] generations() {
        long[][] below = new long[parameters.generations().size()][];
        for (int generation = 0; generation < below.length; generation++) {
            below[generation] = network.ofGenerationBelow(generation == 0 ? released : below[generation - 1]);
        }
        return below;
    }

    /** @param stars the place of each member's star among the plan's, from 1; 0 for none */
    public Climb climb(int[] stars) {
        List<Star> all = parameters.stars();
        Climb climb = new Climb(all.stream().map(Star::rate).toList(), parameters.peerRate(), parameters.peerDepth());
        climb.over(network, released, stars);
        return climb;
    }
}
