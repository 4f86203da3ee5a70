package io.wellspring.plan.log;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.wellspring.refusal.RefusalCode;

/**
 * The outcome of a refused command as nodes of the version before read it, and as rows of theirs have it. Today's
 * nodes read the column {@code refusal} first.
 *
 * @param code the name of the code's constant, such as {@code PLAN_FULL}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record RefusedOutcome(String code) {

    static RefusedOutcome of(RefusalCode code) {
        return new RefusedOutcome(LoggedRefusals.nameOf(code));
    }
}
