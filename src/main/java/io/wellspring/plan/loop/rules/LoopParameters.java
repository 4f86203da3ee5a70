package io.wellspring.plan.loop.rules;

import static io.wellspring.plan.loop.rules.LoopRefusal.*;
import static io.wellspring.refusal.GeneralRefusal.*;

import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalCode;
import io.wellspring.value.Rate;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a LOOP plan with their defaults and refusals ({@code src/docs/plans/loop.md}).
 *
 * @param quotaMultiple quota granted to the buyer, as a multiple of the order's cash, 0 to 1,000
 * @param referralQuotaRate the same for the referrer
 * @param spendPerShare yuan of cash for one share, above 0, at most 1,000,000,000 with at most 6 digits
 * @param referralShareRate shares granted to the referrer, as a part of the buyer's, 0 to 1,000
 * @param weightedRate part of the day's sales that all participants share; with the rates of all levels at most 1
 * @param levels at most 20, by increasing minShares
 */
public record LoopParameters(
        Rate quotaMultiple,
        Rate referralQuotaRate,
        Rate spendPerShare,
        Rate referralShareRate,
        Rate weightedRate,
        WeightBy weightBy,
        List<Level> levels,
        LevelSplit levelSplit) {

    private static final int DIGITS = 6;
    private static final int MOST_LEVELS = 20;
    private static final int LONGEST_NAME = 20;
    private static final Rate LARGEST_MULTIPLE = Rate.of("1000");
    private static final Rate LARGEST_SPEND = Rate.of("1000000000");
    private static final Rate MOST_SHARES = Rate.of("1000000000000");

    private static final List<Level> USUAL_LEVELS = List.of(
            new Level("V1", Rate.of("50"), Rate.of("0.01")),
            new Level("V2", Rate.of("101"), Rate.of("0.03")),
            new Level("V3", Rate.of("201"), Rate.of("0.06")));

    /** Fills in the default for each parameter that is not given. */
    public LoopParameters(
            @Nullable Rate quotaMultiple,
            @Nullable Rate referralQuotaRate,
            @Nullable Rate spendPerShare,
            @Nullable Rate referralShareRate,
            @Nullable Rate weightedRate,
            @Nullable WeightBy weightBy,
            @Nullable List<Level> levels,
            @Nullable LevelSplit levelSplit) {
        this.quotaMultiple = Objects.requireNonNullElse(quotaMultiple, Rate.of("2"));
        this.referralQuotaRate = Objects.requireNonNullElse(referralQuotaRate, Rate.ZERO);
        this.spendPerShare = Objects.requireNonNullElse(spendPerShare, Rate.of("1000"));
        this.referralShareRate = Objects.requireNonNullElse(referralShareRate, Rate.ZERO);
        this.weightedRate = Objects.requireNonNullElse(weightedRate, Rate.of("0.30"));
        this.weightBy = Objects.requireNonNullElse(weightBy, WeightBy.SHARES);
        this.levels = List.copyOf(Objects.requireNonNullElse(levels, USUAL_LEVELS));
        this.levelSplit = Objects.requireNonNullElse(levelSplit, LevelSplit.EQUAL);
    }

    /** All defaults. */
    public static LoopParameters defaults() {
        return new LoopParameters(null, null, null, null, null, null, null, null);
    }

    /**
     * Holds the parameters against the table of {@code src/docs/plans/loop.md}.
     *
     * @throws Refusal with a code of its own for each row
     */
    public LoopParameters checked() {
        refuseIf(quotaMultiple.isNegative() || referralQuotaRate.isNegative(), LOOP_QUOTA_NEGATIVE);
        refuseIf(
                quotaMultiple.isAbove(LARGEST_MULTIPLE) || referralQuotaRate.isAbove(LARGEST_MULTIPLE),
                LOOP_QUOTA_TOO_LARGE);
        refuseIf(!spendPerShare.isPositive(), SPEND_PER_SHARE_NOT_POSITIVE);
        refuseIf(spendPerShare.isAbove(LARGEST_SPEND) || spendPerShare.digits() > DIGITS, SPEND_PER_SHARE_OUT_OF_RANGE);
        refuseIf(
                referralShareRate.isNegative() || referralShareRate.isAbove(LARGEST_MULTIPLE),
                REFERRAL_SHARE_RATE_OUT_OF_RANGE);
        refuseIf(weightedRate.isNegative(), SALES_RATE_NEGATIVE);
        checkLevels();
        refuseIf(ratesTogether().isAbove(Rate.ONE), SALES_RATES_ABOVE_ONE);
        return this;
    }

    /** From how many shares each level begins, in 1/1,000,000. */
    public List<Long> thresholds() {
        return levels.stream().map(Level::minUnits).toList();
    }

    /** Shares for an order's cash in fen, in 1/1,000,000, rounded down; the part is 1 for the buyer. */
    long sharesFor(long cash, Rate part) {
        return part.floorOfQuotient(cash, spendPerShare, DIGITS - 2);
    }

    /** The place of the highest level that so many shares reach, in 1/1,000,000; below zero where they reach none. */
    int levelOf(long shares) {
        int level = levels.size() - 1;
        while (level >= 0 && levels.get(level).minUnits() > shares) {
            level--;
        }
        return level;
    }

    private void checkLevels() {
        refuseIf(levels.size() > MOST_LEVELS, TOO_MANY_LEVELS);
        Set<String> names = new HashSet<>();
        Rate before = Rate.of("-1");
        for (Level level : levels) {
            refuseIf(!level.isComplete(), LEVEL_INCOMPLETE);
            refuseIf(level.name().isBlank() || level.name().length() > LONGEST_NAME, LEVEL_NAME_OUT_OF_RANGE);
            refuseIf(!names.add(level.name()), LEVEL_NAME_TWICE);
            refuseIf(level.rate().isNegative(), SALES_RATE_NEGATIVE);
            refuseIf(
                    level.minShares().isNegative()
                            || level.minShares().isAbove(MOST_SHARES)
                            || level.minShares().digits() > DIGITS,
                    MIN_SHARES_OUT_OF_RANGE);
            refuseIf(!level.minShares().isAbove(before), LEVELS_NOT_INCREASING);
            before = level.minShares();
        }
    }

    private Rate ratesTogether() {
        return levels.stream().map(Level::rate).reduce(weightedRate, Rate::plus);
    }

    private static void refuseIf(boolean wrong, RefusalCode code) {
        if (wrong) {
            throw Refusal.of(code);
        }
    }
}
