package io.wellspring.plan.log;

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
public record Decision(
        Status status,
        String outcome,
        @Nullable String facts,
        long sales,
        @Nullable RefusalCode refusal) {

    public enum Status {
        APPLIED,
        REFUSED,
        FAILED
    }

    public static Decision applied(String outcome, @Nullable String facts) {
        return new Decision(Status.APPLIED, outcome, facts, 0, null);
    }

    public static Decision refused(RefusalCode code, @Nullable String facts) {
        return new Decision(Status.REFUSED, "{\"code\":\"" + code.name() + "\"}", facts, 0, code);
    }

    public static Decision failed() {
        return new Decision(Status.FAILED, "{}", null, 0, null);
    }

    /** With why it failed, which no replay can find again and so is not asked about. */
    public static Decision failed(Throwable failure) {
        return new Decision(Status.FAILED, "{}", "{\"failure\":\"" + CommandFailure.of(failure) + "\"}", 0, null);
    }

    /** The same, of an order of so much cash, in fen; one that is refused brings nothing. */
    public Decision selling(long cash) {
        return status == Status.APPLIED ? new Decision(status, outcome, facts, cash, null) : this;
    }
}
