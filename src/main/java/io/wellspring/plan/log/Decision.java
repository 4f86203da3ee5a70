package io.wellspring.plan.log;

import io.wellspring.refusal.RefusalCode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of a command. Outcome and facts are records, which the log writes as JSON: whatever another room reads of
 * them is a record of the log or of the room that owns it.
 *
 * @param outcome what it did
 * @param facts from outside the plan that it was decided on, so that it can be decided again; why it failed, where it did
 * @param sales fen of cash that the command brought, for charts alone
 * @param refusal code of the refusal, where the rules refused the command
 */
public record Decision(
        Status status,
        Object outcome,
        @Nullable Object facts,
        long sales,
        @Nullable RefusalCode refusal) {

    private static final Object NOTHING = Map.of();

    public enum Status {
        APPLIED,
        REFUSED,
        FAILED
    }

    public static Decision applied(Object outcome, @Nullable Object facts) {
        return new Decision(Status.APPLIED, outcome, facts, 0, null);
    }

    /** Of a command that changes nothing by itself. */
    public static Decision applied() {
        return applied(NOTHING, null);
    }

    public static Decision refused(RefusalCode code, @Nullable Object facts) {
        return new Decision(Status.REFUSED, RefusedOutcome.of(code), facts, 0, code);
    }

    public static Decision failed() {
        return new Decision(Status.FAILED, NOTHING, null, 0, null);
    }

    /** With why it failed, which no replay can find again and so is not asked about. */
    public static Decision failed(Throwable failure) {
        return new Decision(Status.FAILED, NOTHING, new FailureFacts(CommandFailure.of(failure)), 0, null);
    }

    /** Whether a code that the log keeps is that of this decision; the version before kept none. */
    public boolean isRefusedFor(@Nullable String kept) {
        return kept == null || refusal != null && kept.equals(LoggedRefusals.textOf(refusal));
    }

    /** This decision with the cash of its order, in fen, for charts; unchanged where the order was refused. */
    public Decision selling(long cash) {
        return status == Status.APPLIED ? new Decision(status, outcome, facts, cash, null) : this;
    }
}
