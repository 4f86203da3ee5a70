package io.wellspring.ledger;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Follows each account through a posting, so that every line can tell the balance after it.
 *
 * @param <A> what tells accounts apart; its order is the order in which they are locked
 */
final class RunningBalances<A extends Comparable<A>> {

    private final TreeMap<A, Long> changes = new TreeMap<>();
    private final Map<A, Long> balances = new HashMap<>();

    void add(A account, long amount) {
        changes.merge(account, amount, Math::addExact);
    }

    /** The sum of all that changes each account. */
    TreeMap<A, Long> changes() {
        return changes;
    }

    /** Takes the balance after the whole posting, and goes back to the one before it. */
    void endsAt(A account, long balance) {
        balances.put(account, balance - changes.get(account));
    }

    /** The balance after the account's next line. */
    long after(A account, long amount) {
        return balances.merge(account, amount, Math::addExact);
    }
}
