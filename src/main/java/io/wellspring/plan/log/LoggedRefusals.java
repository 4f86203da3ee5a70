package io.wellspring.plan.log;

import io.wellspring.refusal.RefusalCode;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Codes of refusals as the log keeps them: by their texts, and for the version before by the names of their constants. */
@Component
class LoggedRefusals {

    private final Map<String, RefusalCode> byText =
            Arrays.stream(RefusalCode.values()).collect(Collectors.toMap(LoggedRefusals::textOf, Function.identity()));

    /** Such as {@code plan-full}. */
    static String textOf(RefusalCode code) {
        return code.text();
    }

    /** Such as {@code PLAN_FULL}. */
    static String nameOf(RefusalCode code) {
        return code.name();
    }

    /** @param kept the text of a code; the name of its constant in rows of the version before */
    RefusalCode codeOf(String kept) {
        RefusalCode code = byText.get(kept);
        return code == null ? RefusalCode.valueOf(kept) : code;
    }
}
