package io.wellspring.plan.loop;

import java.util.Arrays;
import java.util.List;

/** Counts the participants of a day, one after the other; their order does not matter. */
public final class TurnoutCount {

    private final LoopParameters parameters;
    private final Turnout.OfLevel[] levels;
    private long members;
    private long weight;

    public TurnoutCount(LoopParameters parameters) {
        this.parameters = parameters;
        this.levels = new Turnout.OfLevel[parameters.levels().size()];
        Arrays.fill(levels, Turnout.OfLevel.NOBODY);
    }

    /** Counts a member in who takes part, and passes over any other. */
    public void add(LoopMember member) {
        if (!member.takesPart()) {
            return;
        }
        members++;
        weight = Math.addExact(weight, member.weight(parameters.weightBy()));
        int level = parameters.levelOf(member.shares());
        if (level >= 0) {
            levels[level] = levels[level].with(member);
        }
    }

    public Turnout turnout() {
        return new Turnout(members, weight, List.of(levels));
    }
}
