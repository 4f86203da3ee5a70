package io.wellspring.plan.equity.rules;

import io.wellspring.refusal.RefusalCode;

/** What a command did; recorded beside it in the log. Amounts in the smallest unit. */
public sealed interface EquityOutcome {

    /** @param contribution fen that entered the pool, or went to the platform once nothing is left to issue */
    record Ordered(long contribution, Grant buyer, Grant referrer) implements EquityOutcome {}

    /**
     * @param gross fen that the units were worth, no more than the quota where forced exit is on
     * @param fee fen that stayed in the pool
     * @param paid fen that the member received: gross − fee
     */
    record Redeemed(long units, long gross, long fee, long paid) implements EquityOutcome {}

    /** The rules refused the command, and it changed nothing. */
    record Refused(RefusalCode code) implements EquityOutcome {}

    /** Units (1/1,000,000) and quota (fen) given to one member; zero where there is none. */
    record Grant(long units, long quota) {}
}
