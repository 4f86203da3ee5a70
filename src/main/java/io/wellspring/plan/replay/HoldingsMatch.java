package io.wellspring.plan.replay;

import io.wellspring.ledger.PostingHistory;
import io.wellspring.plan.replay.KindReplay.Holding;
import io.wellspring.plan.replay.ReplayNote.Difference;
import io.wellspring.plan.replay.ReplayNote.What;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Holds what members should have of a plan's assets against the ledger's balances, some members at a time. */
final class HoldingsMatch {

    private static final int MEMBERS = 5_000;

    private final long planId;
    private final KindReplay kind;
    private final PostingHistory history;

    HoldingsMatch(long planId, KindReplay kind, PostingHistory history) {
        this.planId = planId;
        this.kind = kind;
        this.history = history;
    }

    Flux<Difference> differences() {
        return compared(0)
                .expand(page -> page.isLast() ? Mono.empty() : compared(page.lastMember()))
                .concatMapIterable(Compared::differences);
    }

    private Mono<Compared> compared(long afterMember) {
        return kind.holdings(planId, afterMember, MEMBERS).flatMap(holdings -> compared(afterMember, holdings));
    }

    private Mono<Compared> compared(long afterMember, List<Holding> holdings) {
        long last = holdings.isEmpty()
                ? Long.MAX_VALUE
                : holdings.get(holdings.size() - 1).memberId();
        return history.balances(planId, afterMember, last)
                .collectMap(
                        balance -> "member " + balance.holderId() + ", " + balance.asset(), balance -> balance.amount())
                .map(balances -> new Compared(last, compare(holdings, new HashMap<>(balances))));
    }

    private static List<Difference> compare(List<Holding> holdings, Map<String, Long> balances) {
        holdings.forEach(holding -> balances.merge(
                "member " + holding.memberId() + ", " + holding.asset(), -holding.amount(), Math::addExact));
        return balances.entrySet().stream()
                .filter(entry -> entry.getValue() != 0)
                .map(entry -> new Difference(
                        What.BALANCE_DIFFERS, null, entry.getKey(), "0 more or less", entry.getValue() + " more"))
                .toList();
    }

    /** What one look found, and how far it went. */
    private record Compared(long lastMember, List<Difference> differences) {

        boolean isLast() {
            return lastMember == Long.MAX_VALUE;
        }
    }
}
