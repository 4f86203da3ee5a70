package io.wellspring.plan.loop.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A day of a LOOP plan that closes, as a test watches it. */
record Day(DayPools pools, List<Dividend> dividends, DayResult result) {

    static Day close(LoopParameters parameters, LoopState state, Collection<LoopMember> members) {
        TurnoutCount count = new TurnoutCount(parameters);
        members.forEach(count::add);
        DayPools pools = DayPools.of(parameters, state, count.turnout());
        DaySum sum = new DaySum(pools);
        List<Dividend> dividends = new ArrayList<>();
        for (LoopMember member : members) {
            Dividend dividend = pools.of(member);
            dividends.add(dividend);
            sum.add(dividend);
        }
        return new Day(pools, dividends, sum.result());
    }

    Dividend of(long memberId) {
        return dividends.stream()
                .filter(dividend -> dividend.member().memberId() == memberId)
                .findFirst()
                .orElseThrow();
    }
}
