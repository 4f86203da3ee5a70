package io.wellspring.plan.loop;

import io.wellspring.plan.loop.LoopDay.Pool;
import io.wellspring.plan.loop.rules.Level;
import io.wellspring.plan.loop.rules.LoopParameters;
import io.wellspring.plan.loop.rules.WeightBy;
import io.wellspring.plan.settlement.Settlement;
import io.wellspring.plan.settlement.Settlement.DividendPool;
import io.wellspring.plan.settlement.Settlement.SharedSales;
import io.wellspring.value.Amount;
import io.wellspring.value.AssetCode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A day of a LOOP plan as everybody sees it: what was shared, and what became of each pool. */
final class LoopSettlementView {

    private LoopSettlementView() {}

    /** @param parameters that the day was settled with */
    static Settlement of(LoopDay day, LoopParameters parameters) {
        return Settlement.of(day.settled(), shared(day, parameters), null);
    }

    private static SharedSales shared(LoopDay day, LoopParameters parameters) {
        AssetCode unit = parameters.weightBy() == WeightBy.SHARES ? AssetCode.SHARE : AssetCode.QUOTA;
        return new SharedSales(
                cash(day.sales()),
                day.participants(),
                parameters.weightBy(),
                Amount.format(day.weight(), unit),
                pools(day, parameters));
    }

    private static List<DividendPool> pools(LoopDay day, LoopParameters parameters) {
        List<DividendPool> pools = new ArrayList<>();
        pools.add(pool(null, parameters.weightedRate().toString(), day.carriedIn(), day.weighted()));
        for (int n = 0; n < day.levels().size(); n++) {
            Level level = parameters.levels().get(n);
            pools.add(
                    pool(level.name(), level.rate().toString(), 0, day.levels().get(n)));
        }
        return pools;
    }

    private static DividendPool pool(@Nullable String level, String rate, long carriedIn, Pool pool) {
        return new DividendPool(
                level,
                rate,
                cash(carriedIn),
                cash(pool.amount()),
                pool.members(),
                cash(pool.paid()),
                cash(pool.carried()),
                cash(pool.returned()));
    }

    private static String cash(long fen) {
        return Amount.format(fen, AssetCode.CNY);
    }
}
