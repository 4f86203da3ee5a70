package io.wellspring.plan.loop.rules;

import io.wellspring.refusal.RefusalCode;

/** What a command did; recorded beside it in the log. */
public sealed interface LoopOutcome {

    record Ordered(LoopGrant buyer, LoopGrant referrer) implements LoopOutcome {}

    /** The rules refused the command, and it changed nothing. */
    record Refused(RefusalCode code) implements LoopOutcome {}
}
