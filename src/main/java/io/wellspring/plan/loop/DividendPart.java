package io.wellspring.plan.loop;

import io.wellspring.value.AssetCode;
import io.wellspring.value.Rate;
import org.jspecify.annotations.Nullable;

/**
 * What a member has of one pool of a day, with all that it is worked out from ({@code src/docs/plans/loop.md}). Amounts
 * in fen.
 *
 * @param level whose pool it is; null for the weighted one
 * @param rate of the day's sales that enters the pool
 * @param carriedIn what the day before left over
 * @param pool what is shared
 * @param members number of members who share it
 * @param unit in which the parts are measured, SHARE or QUOTA; null where they are equal
 * @param mine the member's weight, in that unit
 * @param all the weight of all members who share it, in that unit
 * @param part the member's part, rounded down, before the quota caps it
 * @param paid what is paid of that part
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
