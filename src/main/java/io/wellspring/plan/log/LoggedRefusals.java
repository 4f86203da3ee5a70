package io.wellspring.plan.log;

import io.wellspring.refusal.RefusalCode;
import io.wellspring.refusal.RefusalCodes;

/** Codes of refusals as the log keeps them: by their texts, and for the version before by the names of their constants. */
final class LoggedRefusals {

    private LoggedRefusals() {}

    /** Such as {@code plan-full}. */
    static String textOf(RefusalCode code) {
        return code.text();
    }

    /** Such as {@code PLAN_FULL}. */
    static String nameOf(RefusalCode code) {
        return code.name();
    }

    /** @param kept the text of a code; the name of its constant in rows of the version before */
    static RefusalCode codeOf(String kept) {
        return RefusalCodes.of(kept);
    }
}
