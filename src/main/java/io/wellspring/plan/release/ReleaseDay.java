package io.wellspring.plan.release;

import io.wellspring.plan.release.rules.ReleaseTotals;
import io.wellspring.plan.settlement.DayOfKind;
import io.wellspring.plan.settlement.SettledDay;

/**
 * A day of a RELEASE plan that is settled or being settled.
 *
 * @param totals of all who are released something, as far as it is worked out
 */
record ReleaseDay(SettledDay settled, ReleaseTotals totals) implements DayOfKind {}
