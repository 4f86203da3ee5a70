package io.wellspring.plan.loop;

import io.wellspring.plan.loop.rules.DayPools;
import io.wellspring.plan.loop.rules.Dividend;
import io.wellspring.plan.loop.rules.Level;
import io.wellspring.plan.loop.rules.LevelSplit;
import io.wellspring.plan.loop.rules.LoopMember;
import io.wellspring.plan.loop.rules.LoopParameters;
import io.wellspring.plan.loop.rules.LoopTurnout.OfLevel;
import io.wellspring.plan.loop.rules.WeightBy;
import io.wellspring.plan.register.Plan;
import io.wellspring.plan.register.PlanVersion;
import io.wellspring.value.AssetCode;
import io.wellspring.value.Rate;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a member receives for a day, with every number needed to work it out again. Amounts in fen.
 *
 * @param version of the plan's parameters
 * @param participants number of members who take part that day
 * @param level null for a member who reaches none, or does not take part
 * @param whyNothing null where something was paid
 */
public record ExplainedDividend(
        long planId,
        String planName,
        LocalDate day,
        int version,
        long sales,
        long participants,
        DividendPart weighted,
        @Nullable DividendPart level,
        long quotaBefore,
        long quotaAfter,
        @Nullable WhyNoDividend whyNothing) {

    public long paid() {
        return quotaBefore - quotaAfter;
    }

    static ExplainedDividend of(Plan plan, LocalDate day, PlanVersion version, DayPools pools, LoopMember member) {
        Dividend dividend = pools.of(member);
        return new ExplainedDividend(
                plan.id(),
                plan.name(),
                day,
                version.number(),
                pools.sales(),
                pools.turnout().members(),
                weighted(pools, dividend),
                dividend.level() < 0 ? null : level(pools, dividend),
                member.quota(),
                dividend.quotaAfter(),
                dividend.paid() > 0 ? null : WhyNoDividend.of(member, shared(pools, dividend)));
    }

    /** Of the pools that the member has a part of. */
    private static long shared(DayPools pools, Dividend dividend) {
        return pools.weighted() + (dividend.level() < 0 ? 0 : pools.levels().get(dividend.level()));
    }

    private static DividendPart weighted(DayPools pools, Dividend dividend) {
        LoopParameters parameters = pools.parameters();
        boolean byShares = parameters.weightBy() == WeightBy.SHARES;
        LoopMember member = dividend.member();
        return new DividendPart(
                null,
                parameters.weightedRate(),
                pools.carried(),
                pools.weighted(),
                pools.turnout().members(),
                byShares ? AssetCode.SHARE : AssetCode.QUOTA,
                byShares ? member.shares() : member.quota(),
                pools.turnout().weight(),
                dividend.ofWeighted(),
                dividend.paidWeighted());
    }

    private static DividendPart level(DayPools pools, Dividend dividend) {
        Level level = pools.parameters().levels().get(dividend.level());
        OfLevel all = pools.turnout().levels().get(dividend.level());
        boolean equal = pools.parameters().levelSplit() == LevelSplit.EQUAL;
        Rate rate = level.rate();
        return new DividendPart(
                level.name(),
                rate,
                0,
                pools.levels().get(dividend.level()),
                all.members(),
                equal ? null : AssetCode.SHARE,
                dividend.member().shares(),
                all.shares(),
                dividend.ofLevel(),
                dividend.paidLevel());
    }
}
