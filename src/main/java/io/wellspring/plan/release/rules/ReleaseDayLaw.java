package io.wellspring.plan.release.rules;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/**
 * What holds over the releases of a day of a RELEASE plan ({@code src/docs/plans/release.md}). Checked before they are
 * written, and so before anything of the day is posted.
 */
public enum ReleaseDayLaw {
    /** Of 100.00, own 36.00, referral 40.00 and team 24.00 are released, and nothing more. */
    NO_MORE_IS_RELEASED_THAN_REMAINS(
            release -> release.due() <= release.remaining() && release.released() <= release.remaining()),
    NOTHING_IS_RELEASED_BELOW_ZERO(release -> release.due() >= 0
            && release.releasedReferral() >= 0
            && release.releasedTeam() >= 0
            && release.releasedPeer() >= 0),
    NOTHING_IS_EARNED_OF_LESS_THAN_NOTHING(
            release -> release.generations().stream().allMatch(below -> below >= 0)
                    && release.met().stream().allMatch(came -> came >= 0));

    private final Predicate<Release> holds;

    ReleaseDayLaw(Predicate<Release> holds) {
        this.holds = holds;
    }

    public static List<ReleaseDayLaw> brokenBy(Collection<Release> releases) {
        return Arrays.stream(values())
                .filter(law -> !releases.stream().allMatch(law.holds))
                .toList();
    }
}
