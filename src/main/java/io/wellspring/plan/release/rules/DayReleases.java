package io.wellspring.plan.release.rules;

import io.wellspring.value.Rate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** A whole day of a RELEASE plan, worked out in one walk over everybody in it ({@code src/docs/plans/release.md}). */
public final class DayReleases {

    private final ReleaseParameters parameters;
    private final Census census;
    private final long[][] generations;
    private final Climb climb;

    private DayReleases(ReleaseParameters parameters, Census census) {
        EarlyReleases early = new EarlyReleases(parameters, census.network(), census.due());
        this.parameters = parameters;
        this.census = census;
        this.generations = early.generations();
        this.climb = early.climb(census.stars());
    }

    /** @param census of which nobody is missing; nobody may be added any more */
    public static DayReleases of(ReleaseParameters parameters, Census census) {
        return new DayReleases(parameters, census.whole());
    }

    /** The places of the members after one, of whom something is released; no more than so many. */
    public List<Release> after(long memberId, int limit) {
        List<Release> found = new ArrayList<>();
        for (int place = census.placeAfter(memberId); place < census.size() && found.size() < limit; place++) {
            if (census.remaining(place) > 0) {
                Release release = at(place);
                if (release.released() > 0) {
                    found.add(release);
                }
            }
        }
        return found;
    }

    private Release at(int place) {
        long[] met = climb.met(place);
        return new Release(
                census.id(place),
                census.remaining(place),
                census.due()[place],
                referral(place),
                climb.team()[place],
                climb.peer()[place],
                Arrays.stream(generations).map(below -> below[place]).toList(),
                census.stars()[place],
                met == null ? List.of() : LongStream.of(met).boxed().toList());
    }

    /** Each generation is floored by itself. */
    private long referral(int place) {
        List<Rate> rates = parameters.generations();
        long earned = 0;
        for (int generation = 0; generation < rates.size(); generation++) {
            earned = Math.addExact(earned, rates.get(generation).floorOf(generations[generation][place]));
        }
        return earned;
    }
}
