package io.wellspring.plan.loop.rules;

import java.util.Arrays;
import java.util.List;

/** Counts the participants of a day, one after the other; their order does not matter. */
final class TurnoutCount {

    private final LoopParameters parameters;
    private final LoopTurnout.OfLevel[] levels;
    private long members;
    private long shares;
    private long weight;

    TurnoutCount(LoopParameters parameters) {
        this.parameters = parameters;
        this.levels = new LoopTurnout.OfLevel[parameters.levels().size()];
        Arrays.fill(levels, new LoopTurnout.OfLevel(0, 0));
    }

    /** Counts a member in who takes part, and passes over any other. */
    void add(LoopMember member) {
        if (!member.takesPart()) {
            return;
        }
        members++;
        shares = Math.addExact(shares, member.shares());
        weight = Math.addExact(weight, member.weight(parameters.weightBy()));
        int level = parameters.levelOf(member.shares());
        if (level >= 0) {
            LoopTurnout.OfLevel before = levels[level];
            levels[level] = new LoopTurnout.OfLevel(before.members() + 1, before.shares() + member.shares());
        }
    }

    LoopTurnout turnout() {
        return new LoopTurnout(members, shares, weight, List.of(levels));
    }
}
