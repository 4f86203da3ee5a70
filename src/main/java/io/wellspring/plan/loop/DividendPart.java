package io.wellspring.plan.loop;

import io.wellspring.value.AssetCode;
import io.wellspring.value.Rate;
import org.jspecify.annotations.Nullable;

/**
 * What a member has of one pool of a day, with all that it is worked out from (design, section 5.2). Amounts in fen.
 *
 * @param level whose pool it is; null for the weighted one
 * @param rate of the day's sales that enters the pool
 * @param carriedIn from the day before
 * @param pool what is shared
 * @param members who share it
 * @param unit in which the parts are measured, SHARE or QUOTA; null where they are equal
 * @param mine in that unit
 * @param all of those who share it, in that unit
 * @param part before the quota caps it, rounded down
 * @param paid of it
 */
public record DividendPart(
        @Nullable String level,
        Rate rate,
        long carriedIn,
        long pool,
        long members,
        @Nullable AssetCode unit,
        long mine,
        long all,
        long part,
        long paid) {}
