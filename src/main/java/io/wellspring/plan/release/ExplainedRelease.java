package io.wellspring.plan.release;

import io.wellspring.plan.register.Plan;
import io.wellspring.plan.release.rules.Release;
import io.wellspring.plan.release.rules.ReleaseParameters;
import io.wellspring.plan.release.rules.Star;
import io.wellspring.value.Rate;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a plan released to a member on a day, with every number needed to work it out again. Amounts in 1/100 point.
 *
 * @param version of the plan's parameters
 * @param due what the lots released by themselves
 * @param generations what those below released by themselves, the nearest first
 * @param star name of the member's star; null for none
 * @param team what climbed up to the star, by the highest star that it had met below, and the difference of the rates
 *     that the star earns of it
 * @param peers what a star of the same height shares in; null without a star
 * @param whyNothing null where something was released; where not, the star is not told
 */
public record ExplainedRelease(
        long planId,
        String planName,
        LocalDate day,
        int version,
        long remaining,
        long due,
        List<Part> generations,
        Early referral,
        @Nullable String star,
        List<Part> team,
        Early teams,
        @Nullable Part peers,
        Early peer,
        @Nullable WhyNoRelease whyNothing) {

    /**
     * A part of what others released by themselves.
     *
     * @param name of the star that it has met; null where none, or for a generation
     */
    public record Part(@Nullable String name, Rate rate, long below) {}

    /** What was earned, and what of it still remained to be released. */
    public record Early(long earned, long released) {}

    public long released() {
        return due + referral.released() + teams.released() + peer.released();
    }

    static ExplainedRelease of(Plan plan, ReleaseDay day, ReleaseParameters parameters, Release release) {
        return new ExplainedRelease(
                plan.id(),
                plan.name(),
                day.day(),
                day.versionNumber(),
                release.remaining(),
                release.due(),
                generations(parameters, release),
                new Early(release.referral(), release.releasedReferral()),
                release.star() == 0 ? null : star(parameters, release.star()).name(),
                team(parameters, release),
                new Early(release.team(), release.releasedTeam()),
                release.met().isEmpty() ? null : peers(parameters, release),
                new Early(release.peer(), release.releasedPeer()),
                release.released() > 0 ? null : whyNothing(release.remaining()));
    }

    private static WhyNoRelease whyNothing(long remaining) {
        return remaining == 0 ? WhyNoRelease.NOTHING_LEFT : WhyNoRelease.NOTHING_DUE;
    }

    private static List<Part> generations(ReleaseParameters parameters, Release release) {
        List<Part> parts = new ArrayList<>();
        for (int n = 0; n < release.generations().size(); n++) {
            parts.add(new Part(
                    null, parameters.generations().get(n), release.generations().get(n)));
        }
        return parts;
    }

    /** Only what something came up by. */
    private static List<Part> team(ReleaseParameters parameters, Release release) {
        List<Part> parts = new ArrayList<>();
        for (int lower = 0; lower < release.met().size() - 1; lower++) {
            if (release.met().get(lower) > 0) {
                Rate own = star(parameters, release.star()).rate();
                parts.add(
                        lower == 0
                                ? new Part(null, own, release.met().get(0))
                                : new Part(
                                        star(parameters, lower).name(),
                                        own.minus(star(parameters, lower).rate()),
                                        release.met().get(lower)));
            }
        }
        return parts;
    }

    private static Part peers(ReleaseParameters parameters, Release release) {
        return new Part(
                star(parameters, release.star()).name(),
                parameters.peerRate(),
                release.met().get(release.star()));
    }

    private static Star star(ReleaseParameters parameters, int place) {
        return parameters.stars().get(place - 1);
    }
}
