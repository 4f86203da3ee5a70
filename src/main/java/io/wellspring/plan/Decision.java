package io.wellspring.plan;

import io.wellspring.refusal.RefusalCode;
import org.jspecify.annotations.Nullable;

/**
 * What became of a command.
 *
 * @param outcome what it did, as JSON; for a refused one its code
 * @param facts from outside the plan that it was decided on, as JSON, so that it can be decided again; of a failed one why
 * @param sales fen of cash that it brought, for charts alone
 * @param refusal of a refused one
 */
record Decision(
        Status status,
        String outcome,
        @Nullable String facts,
        long sales,
        @Nullable RefusalCode refusal) {

    enum Status {
        APPLIED,
        REFUSED,
        FAILED
    }

    static Decision applied(String outcome, @Nullable String facts) {
        return new Decision(Status.APPLIED, outcome, facts, 0, null);
    }

    static Decision refused(RefusalCode code, @Nullable String facts) {
        return new Decision(Status.REFUSED, "{\"code\":\"" + code.name() + "\"}", facts, 0, code);
    }

    static Decision failed() {
        return new Decision(Status.FAILED, "{}", null, 0, null);
    }

    /** With why it failed, which no replay can find again and so is not asked about. */
    static Decision failed(Throwable failure) {
        return new Decision(Status.FAILED, "{}", "{\"failure\":\"" + CommandFailure.of(failure) + "\"}", 0, null);
    }

    /** The same, of an order of so much cash, in fen; one that is refused brings nothing. */
    Decision selling(long cash) {
        return status == Status.APPLIED ? new Decision(status, outcome, facts, cash, null) : this;
    }
}
