package io.wellspring.plan.equity.rules;

import static io.wellspring.plan.equity.rules.Rules.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.plan.equity.rules.EquityState.Reason;
import io.wellspring.plan.equity.rules.EquityState.Unwinding;
import io.wellspring.value.Move;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Exits beyond those a transaction sees: it pauses, and a later one goes on to the same end. */
class FrontierTest {

    private final TreeMap<Long, EquityHolder> table = new TreeMap<>();

    @Test
    void anExitHiddenBehindTheFrontierPausesThePool() {
        twentyHoldersWhoMustAllExit();
        EquityRules pool = paused(rules());

        assertThat(pool.isUnwinding()).isTrue();
        assertThat(pool.state().unwinding()).isEqualTo(new Unwinding(Reason.FORCED_EXIT, 7));
    }

    @Test
    void aPausedPoolGoesOnToWhatItWouldHaveDoneAtOnce() {
        for (String least : List.of("0", "35", "1000")) {
            table.clear();
            twentyHoldersWhoMustAllExit();
            assertThat(inSteps(rules("minSupply", least))).isEqualTo(atOnce(rules("minSupply", least)));
        }
    }

    @Test
    void aTouchedHolderBehindTheFrontierDoesNotGoBeforeOneUnseen() {
        table.put(1L, new EquityHolder(1, 10_000_000, 100));
        table.put(2L, new EquityHolder(2, 10_000_000, 200));
        table.put(3L, new EquityHolder(3, 10_000_000, 300));
        table.put(4L, new EquityHolder(4, 10_000_000, 400));
        EquityHolders seen = EquityHolders.some(List.of(table.get(1L), table.get(2L)), List.of(table.get(4L)));
        EquityRules pool = new EquityRules(rules(), state(), seen, new EquityMoves());

        pool.order(7, 4, null, 0);

        assertThat(seen.changed()).extracting(EquityHolder::memberId).containsExactly(1L, 2L, 4L);
        assertThat(seen.of(4).units()).isEqualTo(10_000_000);
        assertThat(pool.isUnwinding()).isTrue();
    }

    @Test
    void nothingPausesWhileTheFrontierIsOutOfReach() {
        table.put(1L, new EquityHolder(1, 10_000_000, 100));
        table.put(2L, new EquityHolder(2, 10_000_000, 900_000));
        table.put(3L, new EquityHolder(3, 10_000_000, 999_000));
        EquityHolders seen = EquityHolders.some(List.of(table.get(1L), table.get(2L)), List.of());
        EquityRules pool = new EquityRules(rules(), state(), seen, new EquityMoves());

        pool.order(7, 9, null, 0);

        assertThat(pool.isUnwinding()).isFalse();
        assertThat(seen.of(1).units()).isZero();
    }

    private void twentyHoldersWhoMustAllExit() {
        for (long id = 1; id <= 20; id++) {
            table.put(id, new EquityHolder(id, 5_000_000, 200 + (id * 7) % 11));
        }
    }

    private EquityState state() {
        long supply = table.values().stream().mapToLong(EquityHolder::units).sum();
        return new EquityState(10_000, supply, supply, 0, null, null);
    }

    private EquityRules paused(EquityParameters parameters) {
        EquityRules pool =
                new EquityRules(parameters, state(), EquityHolders.some(first(3, false), List.of()), new EquityMoves());
        pool.order(7, 99, null, 0);
        return pool;
    }

    private List<Object> atOnce(EquityParameters parameters) {
        EquityMoves moves = new EquityMoves();
        EquityRules pool = new EquityRules(parameters, state(), EquityHolders.all(table.values()), moves);
        pool.order(7, 99, null, 0);
        return List.of(pool.state(), moves.all());
    }

    private List<Object> inSteps(EquityParameters parameters) {
        TreeMap<Long, EquityHolder> before = new TreeMap<>(table);
        List<Move> moves = new ArrayList<>();
        EquityState state = state();
        for (int step = 0; step == 0 || state.unwinding() != null; step++) {
            assertThat(step).as("steps").isLessThan(30);
            boolean byId = state.unwinding() != null && state.unwinding().reason() == Reason.CLOSING;
            List<EquityHolder> first = first(3, byId);
            EquityHolders seen = first.size() < 3 ? EquityHolders.all(first) : EquityHolders.some(first, List.of());
            EquityMoves some = new EquityMoves();
            EquityRules pool = new EquityRules(parameters, state, seen, some);
            if (step == 0) {
                pool.order(7, 99, null, 0);
            } else {
                pool.unwind();
            }
            seen.changed().forEach(holder -> table.put(holder.memberId(), holder));
            moves.addAll(some.all());
            state = pool.state();
        }
        table.clear();
        table.putAll(before);
        return List.of(state, moves);
    }

    private List<EquityHolder> first(int limit, boolean byId) {
        Comparator<EquityHolder> order =
                byId ? Comparator.comparingLong(EquityHolder::memberId) : EquityHolder.EXIT_ORDER;
        return table.values().stream()
                .filter(holder -> holder.units() > 0)
                .sorted(order)
                .limit(limit)
                .toList();
    }
}
