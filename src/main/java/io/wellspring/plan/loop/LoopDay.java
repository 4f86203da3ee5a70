package io.wellspring.plan.loop;

import io.wellspring.plan.loop.rules.DayPools;
import io.wellspring.plan.loop.rules.DayResult;
import io.wellspring.plan.loop.rules.LoopParameters;
import io.wellspring.plan.loop.rules.LoopTurnout;
import io.wellspring.plan.loop.rules.LoopTurnout.OfLevel;
import io.wellspring.plan.register.Plan;
import io.wellspring.plan.settlement.Stage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A day of a LOOP plan that is settled, or being settled. Amounts in fen.
 *
 * @param versionNumber of the parameters that it is settled with
 * @param lastMember id of the last member that the stage has reached
 * @param carriedIn what the day before left over
 * @param participants number of members who take part
 * @param weight of all of them, in fen of quota or 1/1,000,000 share
 * @param receivers number of members who are paid something
 * @param posted receivers that have been paid so far
 * @param pools the weighted one first, then the levels in their order
 */
record LoopDay(
        long planId,
        LocalDate day,
        int versionNumber,
        Stage stage,
        long lastMember,
        long sales,
        long carriedIn,
        long participants,
        long weight,
        long receivers,
        long posted,
        @Nullable Instant publishedAt,
        List<Pool> pools) {

    /**
     * What is shared, and what became of it: amount = paid + carried + returned.
     *
     * @param members number of members who share it
     * @param shares shares of all of them, in 1/1,000,000
     */
    public record Pool(long members, long shares, long amount, long paid, long carried, long returned) {}

    /** As a day should be when it is published. */
    static LoopDay of(Plan plan, int version, DayResult result) {
        DayPools pools = result.pools();
        LoopTurnout turnout = pools.turnout();
        List<Pool> all = new ArrayList<>();
        all.add(new Pool(
                turnout.members(), turnout.shares(), pools.weighted(), result.paidWeighted(), result.carried(), 0));
        for (int n = 0; n < pools.levels().size(); n++) {
            OfLevel ofLevel = turnout.levels().get(n);
            all.add(new Pool(
                    ofLevel.members(),
                    ofLevel.shares(),
                    pools.levels().get(n),
                    result.paidLevels().get(n),
                    0,
                    result.returned().get(n)));
        }
        return new LoopDay(
                plan.id(),
                plan.openDay(),
                version,
                Stage.PUBLISHED,
                0,
                pools.sales(),
                pools.carried(),
                turnout.members(),
                turnout.weight(),
                result.members(),
                result.members(),
                null,
                all);
    }

    /** Without what does not follow from the rules: when it was published. */
    LoopDay comparable() {
        return new LoopDay(
                planId,
                day,
                versionNumber,
                stage,
                lastMember,
                sales,
                carriedIn,
                participants,
                weight,
                receivers,
                posted,
                null,
                pools);
    }

    /** The same as the rules see them. */
    DayPools poolsUnder(LoopParameters parameters) {
        List<OfLevel> ofLevels = levels().stream()
                .map(level -> new OfLevel(level.members(), level.shares()))
                .toList();
        return new DayPools(
                parameters,
                sales,
                carriedIn,
                weighted().amount(),
                levels().stream().map(Pool::amount).toList(),
                new LoopTurnout(participants, weighted().shares(), weight, ofLevels));
    }

    public Pool weighted() {
        return pools.get(0);
    }

    public List<Pool> levels() {
        return pools.subList(1, pools.size());
    }

    long returned() {
        return pools.stream().mapToLong(Pool::returned).sum();
    }
}
