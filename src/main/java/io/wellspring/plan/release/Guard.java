package io.wellspring.plan.release;

import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalCode;

/**
 * What an operator allows plans to pay for people below: law in several countries limits it.
 *
 * @param maxGenerations that may earn those above
 * @param teamEnabled whether stars and peers may
 */
public record Guard(int maxGenerations, boolean teamEnabled) {

    private static final String MAX_GENERATIONS = "wellspring.rewards.max-generations";
    private static final String TEAM_ENABLED = "wellspring.rewards.team-enabled";

    /** Refuses what goes beyond, and names the setting that would have to be changed. */
    public void check(ReleaseParameters parameters) {
        if (parameters.generations().size() > maxGenerations) {
            throw Refusal.of(RefusalCode.TOO_MANY_GENERATIONS).with("setting", MAX_GENERATIONS);
        }
        if (!teamEnabled && !parameters.stars().isEmpty()) {
            throw Refusal.of(RefusalCode.TEAM_REWARDS_DISABLED).with("setting", TEAM_ENABLED);
        }
    }
}
