package io.wellspring.plan.equity.rules;

import io.wellspring.plan.equity.rules.EquityOutcome.Ordered;
import io.wellspring.plan.equity.rules.EquityOutcome.Redeemed;
import io.wellspring.plan.equity.rules.EquityOutcome.Refused;
import io.wellspring.plan.equity.rules.EquityState.Reason;
import io.wellspring.value.Move;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The real rules as the plan writer runs them: batch after batch, each seeing only the first holders in the order of
 * forced exit and those that its commands touch, and going on in a new batch where one pauses.
 */
final class WrittenPool {

    private final EquityParameters parameters;
    private final int exitsPerBatch;
    private final TreeMap<Long, EquityHolder> table = new TreeMap<>();
    private EquityState stored = EquityState.EMPTY;

    private EquityHolders seen = EquityHolders.all(List.of());
    private EquityMoves moves = new EquityMoves();
    private EquityRules pool;
    private List<Move> moved = new ArrayList<>();

    /** @param exitsPerBatch how many holders a batch sees beyond those touched; 0 for all */
    WrittenPool(EquityParameters parameters, int exitsPerBatch) {
        this.parameters = parameters;
        this.exitsPerBatch = exitsPerBatch;
        this.pool = new EquityRules(parameters, stored, seen, moves);
    }

    /** Begins a batch whose commands touch these members. */
    void open(Collection<Long> touched) {
        List<EquityHolder> first = first();
        List<EquityHolder> others =
                touched.stream().map(table::get).filter(Objects::nonNull).toList();
        boolean all = exitsPerBatch == 0 || first.size() < exitsPerBatch;
        List<EquityHolder> everyone = new ArrayList<>(first);
        everyone.addAll(others);
        seen = all ? EquityHolders.all(everyone) : EquityHolders.some(first, others);
        moves = new EquityMoves();
        pool = new EquityRules(parameters, stored, seen, moves);
    }

    /** Does one command with all that it sets off. @return whether the batch ended with it */
    boolean does(Function<EquityRules, EquityOutcome> command, StringBuilder outcome) {
        int before = moves.all().size();
        outcome.append(text(command.apply(pool)));
        moved = new ArrayList<>(moves.all().subList(before, moves.all().size()));
        boolean paused = pool.isUnwinding();
        for (int steps = 0; pool.isUnwinding(); steps++) {
            if (steps > table.size() + 10) {
                throw new AssertionError("unwinds without end");
            }
            close();
            open(List.of());
            pool.unwind();
            moved.addAll(moves.all());
        }
        return paused;
    }

    /** Ends the batch: what it changed is stored. */
    void close() {
        seen.changed().forEach(holder -> table.put(holder.memberId(), holder));
        stored = pool.state();
    }

    List<EquityLaw> brokenLaws() {
        return pool.brokenLaws();
    }

    EquityState state() {
        return pool.state();
    }

    /** What everybody holds now, without those who hold nothing. */
    Map<Long, EquityHolder> holders() {
        TreeMap<Long, EquityHolder> now = new TreeMap<>(table);
        seen.changed().forEach(holder -> now.put(holder.memberId(), holder));
        now.values().removeIf(holder -> holder.units() == 0 && holder.quota() == 0);
        return now;
    }

    /** What the last command moved, by "who asset kind", as the plain rules tell it. */
    Map<String, BigInteger> moved() {
        Map<String, BigInteger> sums = moved.stream()
                .collect(Collectors.toMap(
                        WrittenPool::text, move -> BigInteger.valueOf(move.amount()), BigInteger::add, TreeMap::new));
        sums.values().removeIf(sum -> sum.signum() == 0);
        return sums;
    }

    List<Move> moves() {
        return moved;
    }

    private List<EquityHolder> first() {
        boolean byId = stored.unwinding() != null && stored.unwinding().reason() == Reason.CLOSING;
        Comparator<EquityHolder> order =
                byId ? Comparator.comparingLong(EquityHolder::memberId) : WrittenPool::inExitOrder;
        return table.values().stream()
                .filter(holder -> holder.units() > 0)
                .sorted(order)
                .limit(exitsPerBatch == 0 ? Long.MAX_VALUE : exitsPerBatch)
                .toList();
    }

    private static int inExitOrder(EquityHolder one, EquityHolder other) {
        int byRatio = BigInteger.valueOf(one.quota())
                .multiply(BigInteger.valueOf(other.units()))
                .compareTo(BigInteger.valueOf(other.quota()).multiply(BigInteger.valueOf(one.units())));
        return byRatio != 0 ? byRatio : Long.compare(one.memberId(), other.memberId());
    }

    private static String text(Move move) {
        return move instanceof Move.OfHolder member
                ? "member " + member.holderId() + " " + move.asset() + " " + move.kind()
                : ((Move.OfBook) move).account() + " " + move.asset() + " " + move.kind();
    }

    private static String text(EquityOutcome outcome) {
        if (outcome instanceof Ordered ordered) {
            return "ordered " + ordered.contribution() + " " + ordered.buyer().units() + " "
                    + ordered.buyer().quota() + " " + ordered.referrer().units() + " "
                    + ordered.referrer().quota();
        }
        if (outcome instanceof Redeemed redeemed) {
            return "redeemed " + redeemed.units() + " " + redeemed.gross() + " " + redeemed.fee() + " "
                    + redeemed.paid();
        }
        return "refused " + ((Refused) outcome).code();
    }
}
