package io.wellspring.plan;

import io.wellspring.refusal.RefusalCode;
import org.jspecify.annotations.Nullable;

/**
 * What became of a command.
 *
 * @param outcome what it did, as JSON; for a refused one its code
 * @param facts from outside the plan that it was decided on, as JSON, so that it can be decided again
 */
record Decision(Status status, String outcome, @Nullable String facts) {

    enum Status {
        APPLIED,
        REFUSED,
        FAILED
    }

    static Decision applied(String outcome, @Nullable String facts) {
        return new Decision(Status.APPLIED, outcome, facts);
    }

    static Decision refused(RefusalCode code, @Nullable String facts) {
        return new Decision(Status.REFUSED, "{\"code\":\"" + code.name() + "\"}", facts);
    }

    static Decision failed() {
        return new Decision(Status.FAILED, "{}", null);
    }
}
