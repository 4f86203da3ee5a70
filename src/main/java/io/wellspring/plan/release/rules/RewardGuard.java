package io.wellspring.plan.release.rules;

import io.wellspring.refusal.Refusal;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What an operator allows plans to pay for people below: law in several countries limits it.
 *
 * @param maxGenerations that may earn those above
 * @param teamEnabled whether stars and peers may
 */
public record RewardGuard(int maxGenerations, boolean teamEnabled) {

    private static final String MAX_GENERATIONS = "wellspring.rewards.max-generations";
    private static final String TEAM_ENABLED = "wellspring.rewards.team-enabled";

    private static final String GENERATIONS = "generations";
    private static final Set<String> OF_TEAMS = Set.of("stars", "peerRate", "peerDepth");

    /**
     * Refuses what goes beyond, and names the setting that would have to be changed.
     *
     * @param changed tells by its name whether a parameter is new; others are as the plan has them already, which runs on
     */
    public void check(ReleaseParameters parameters, Predicate<String> changed) {
        if (changed.test(GENERATIONS) && parameters.generations().size() > maxGenerations) {
            throw Refusal.of(ReleaseRefusal.TOO_MANY_GENERATIONS).with("setting", MAX_GENERATIONS);
        }
        boolean changesTeam = OF_TEAMS.stream().anyMatch(changed);
        if (changesTeam && !teamEnabled && !parameters.stars().isEmpty()) {
            throw Refusal.of(ReleaseRefusal.TEAM_REWARDS_DISABLED).with("setting", TEAM_ENABLED);
        }
    }
}
