package io.wellspring.plan.loop;

import io.wellspring.plan.loop.rules.DayPools;
import io.wellspring.plan.loop.rules.DayResult;
import io.wellspring.plan.loop.rules.LoopParameters;
import io.wellspring.plan.loop.rules.LoopTurnout;
import io.wellspring.plan.loop.rules.LoopTurnout.OfLevel;
import io.wellspring.plan.settlement.DayOfKind;
import io.wellspring.plan.settlement.SettledDay;
import java.util.ArrayList;
import java.util.List;

/**
 * A day of a LOOP plan that is settled, or being settled. Amounts in fen.
 *
 * @param carriedIn what the day before left over
 * @param participants number of members who take part
 * @param weight of all of them, in fen of quota or 1/1,000,000 share
 * @param pools the weighted one first, then the levels in their order
 */
record LoopDay(SettledDay settled, long sales, long carriedIn, long participants, long weight, List<Pool> pools)
        implements DayOfKind {

    /**
     * What is shared, and what became of it: amount = paid + carried + returned.
     *
     * @param members number of members who share it
     * @param shares shares of all of them, in 1/1,000,000
     */
    public record Pool(long members, long shares, long amount, long paid, long carried, long returned) {}

    /** As a day should be when all of it is worked out. */
    static LoopDay of(SettledDay settled, DayResult result) {
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
        return new LoopDay(settled, pools.sales(), pools.carried(), turnout.members(), turnout.weight(), all);
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

    /** What is worked out so far. */
    DayResult soFar(DayPools ofRules) {
        return new DayResult(
                ofRules,
                receivers(),
                weighted().paid(),
                levels().stream().map(Pool::paid).toList());
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
