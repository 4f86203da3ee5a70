package io.wellspring.refusal;

import java.io.Serializable;
import java.util.Locale;

/**
 * A stable code of a problem. Each room that refuses has an enumeration of its own, whose name ends in "Refusal"; its
 * words stand in {@code refusals/<room>.properties} and {@code refusals/<room>_zh.properties}, such as
 * {@code refusals/plan.equity.rules.properties}. {@link RefusalCodes} finds them all.
 */
public interface RefusalCode extends Serializable {

    /** Its constant: {@code PLAN_FULL}. */
    String name();

    RefusalClass kind();

    /** As it appears outside: {@code PLAN_FULL} is "plan-full". */
    default String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
