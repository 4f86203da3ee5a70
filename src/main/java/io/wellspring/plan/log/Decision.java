package io.wellspring.plan.log;

import io.wellspring.refusal.RefusalCode;
import org.jspecify.annotations.Nullable;

/**
 * What became of a command.
 *
 * @param outcome what it did, as JSON; for a refused one its code
 * @param facts from outside the plan that it was decided on, as JSON, so that it can be decided again;
 *     why it failed, where it did
 * @param sales fen of cash that the command brought, for charts alone
 * @param refusal code of the refusal, where the rules refused the command
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

    /** This decision with the cash of its order, in fen, for charts; unchanged where the order was refused. */
    public Decision selling(long cash) {
        return status == Status.APPLIED ? new Decision(status, outcome, facts, cash, null) : this;
    }
}
