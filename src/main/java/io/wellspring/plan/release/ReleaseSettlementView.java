package io.wellspring.plan.release;

import io.wellspring.plan.release.rules.ReleaseTotals;
import io.wellspring.plan.settlement.Settlement;
import io.wellspring.plan.settlement.Settlement.ReleasedPoints;
import io.wellspring.value.Amount;
import io.wellspring.value.AssetCode;

/** A day of a RELEASE plan as everybody sees it: what was released to all members together. */
final class ReleaseSettlementView {

    private ReleaseSettlementView() {}

    static Settlement of(ReleaseDay day) {
        return new Settlement(
                day.day(),
                day.versionNumber(),
                day.stage(),
                day.totals().members(),
                day.posted(),
                null,
                released(day.totals()),
                day.publishedAt());
    }

    private static ReleasedPoints released(ReleaseTotals totals) {
        return new ReleasedPoints(
                points(totals.due()), points(totals.referral()), points(totals.team()), points(totals.peer()));
    }

    private static String points(long amount) {
        return Amount.format(amount, AssetCode.POINT);
    }
}
