package io.wellspring.plan.log;

import io.wellspring.api.CallRefusal;
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

    /**
     * One that this version does not have, because a later one wrote it, is read as a command that did nothing: a row
     * must not keep those around it from being read.
     *
     * @param kept the text of a code; the name of its constant in rows of the version before
     */
    static RefusalCode codeOf(String kept) {
        return RefusalCodes.find(kept).orElse(CallRefusal.COMMAND_FAILED);
    }
}
