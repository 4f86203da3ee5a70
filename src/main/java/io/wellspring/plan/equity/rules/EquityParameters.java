package io.wellspring.plan.equity.rules;

import static io.wellspring.plan.equity.rules.EquityRefusal.*;

import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalCode;
import io.wellspring.value.Rate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of an EQUITY plan with their defaults and refusals ({@code src/docs/plans/equity.md}).
 *
 * @param contributionRate part of an order's cash that enters the pool, in (0, 1]
 * @param grantRate part of the contribution granted to the buyer as units
 * @param referralGrantRate part of the contribution granted to the referrer as units; with grantRate at most 1
 * @param issuePrice yuan per unit while nothing is in circulation, above 0, at most 6 digits
 * @param supplyCap units ever issued, 1 to 1,000,000,000,000
 * @param redemptionFeeRate part of a redemption that stays in the pool, in [0, 1)
 * @param quotaMultiple quota granted to the buyer, as a multiple of the order's cash, 0 to 1,000
 * @param referralQuotaMultiple the same for the referrer
 * @param forcedExit whether a holder whose units reach the quota is redeemed
 * @param minSupply units in circulation below which the rest is redeemed
 */
public record EquityParameters(
        Rate contributionRate,
        Rate grantRate,
        Rate referralGrantRate,
        Rate issuePrice,
        Rate supplyCap,
        Rate redemptionFeeRate,
        Rate quotaMultiple,
        Rate referralQuotaMultiple,
        Boolean forcedExit,
        Rate minSupply) {

    private static final int UNIT_DIGITS = 6;
    private static final Rate LARGEST_SUPPLY = Rate.of("1000000000000");
    private static final Rate LARGEST_PRICE = Rate.of("1000000");
    private static final Rate LARGEST_MULTIPLE = Rate.of("1000");

    /** Fills in the default for each parameter that is not given. */
    public EquityParameters(
            @Nullable Rate contributionRate,
            @Nullable Rate grantRate,
            @Nullable Rate referralGrantRate,
            @Nullable Rate issuePrice,
            @Nullable Rate supplyCap,
            @Nullable Rate redemptionFeeRate,
            @Nullable Rate quotaMultiple,
            @Nullable Rate referralQuotaMultiple,
            @Nullable Boolean forcedExit,
            @Nullable Rate minSupply) {
        this.contributionRate = Objects.requireNonNullElse(contributionRate, Rate.of("0.30"));
        this.grantRate = Objects.requireNonNullElse(grantRate, Rate.of("0.70"));
        this.referralGrantRate = Objects.requireNonNullElse(referralGrantRate, Rate.ZERO);
        this.issuePrice = Objects.requireNonNullElse(issuePrice, Rate.of("1.0000"));
        this.supplyCap = Objects.requireNonNullElse(supplyCap, Rate.of("100000000"));
        this.redemptionFeeRate = Objects.requireNonNullElse(redemptionFeeRate, Rate.of("0.10"));
        this.quotaMultiple = Objects.requireNonNullElse(quotaMultiple, Rate.of("2"));
        this.referralQuotaMultiple = Objects.requireNonNullElse(referralQuotaMultiple, Rate.ZERO);
        this.forcedExit = Objects.requireNonNullElse(forcedExit, true);
        this.minSupply = Objects.requireNonNullElse(minSupply, Rate.ONE);
    }

    /** All defaults. */
    public static EquityParameters defaults() {
        return new EquityParameters(null, null, null, null, null, null, null, null, null, null);
    }

    /**
     * Holds the parameters against the table of {@code src/docs/plans/equity.md}.
     *
     * @throws Refusal with a code of its own for each row
     */
    public EquityParameters checked() {
        refuseIf(!contributionRate.isPositive() || contributionRate.isAbove(Rate.ONE), CONTRIBUTION_RATE_OUT_OF_RANGE);
        refuseIf(grantRate.isNegative() || referralGrantRate.isNegative(), GRANT_RATE_NEGATIVE);
        refuseIf(grantRate.plus(referralGrantRate).isAbove(Rate.ONE), GRANT_RATES_ABOVE_ONE);
        refuseIf(!issuePrice.isPositive(), ISSUE_PRICE_NOT_POSITIVE);
        refuseIf(issuePrice.isAbove(LARGEST_PRICE) || issuePrice.digits() > UNIT_DIGITS, ISSUE_PRICE_OUT_OF_RANGE);
        refuseIf(Rate.ONE.isAbove(supplyCap), SUPPLY_CAP_TOO_SMALL);
        refuseIf(supplyCap.isAbove(LARGEST_SUPPLY) || supplyCap.digits() > UNIT_DIGITS, SUPPLY_CAP_OUT_OF_RANGE);
        refuseIf(
                redemptionFeeRate.isNegative() || !Rate.ONE.isAbove(redemptionFeeRate),
                REDEMPTION_FEE_RATE_OUT_OF_RANGE);
        refuseIf(quotaMultiple.isNegative() || referralQuotaMultiple.isNegative(), QUOTA_MULTIPLE_NEGATIVE);
        refuseIf(
                quotaMultiple.isAbove(LARGEST_MULTIPLE) || referralQuotaMultiple.isAbove(LARGEST_MULTIPLE),
                QUOTA_MULTIPLE_TOO_LARGE);
        refuseIf(forcedExit && throwsOutItsBuyer(), QUOTA_BELOW_CONTRIBUTION);
        refuseIf(forcedExit && throwsOutItsReferrer(), REFERRAL_QUOTA_BELOW_GRANT);
        refuseIf(minSupply.isNegative(), MIN_SUPPLY_NEGATIVE);
        refuseIf(minSupply.isAbove(LARGEST_SUPPLY) || minSupply.digits() > UNIT_DIGITS, MIN_SUPPLY_OUT_OF_RANGE);
        return this;
    }

    /** The price at which the first units are issued, as an exact ratio. */
    Price firstPrice() {
        return new Price(issuePrice.movedRight(UNIT_DIGITS), 10_000_000_000L);
    }

    /** In 1/1,000,000 unit. */
    long supplyCapUnits() {
        return supplyCap.movedRight(UNIT_DIGITS);
    }

    /** In 1/1,000,000 unit. */
    long minSupplyUnits() {
        return minSupply.movedRight(UNIT_DIGITS);
    }

    private boolean throwsOutItsBuyer() {
        return !quotaMultiple.isAbove(contributionRate);
    }

    // referralQuotaMultiple ≤ contributionRate × referralGrantRate / (grantRate + referralGrantRate), without division.
    private boolean throwsOutItsReferrer() {
        Rate granted = grantRate.plus(referralGrantRate);
        return referralGrantRate.isPositive()
                && !referralQuotaMultiple.times(granted).isAbove(contributionRate.times(referralGrantRate));
    }

    private static void refuseIf(boolean wrong, RefusalCode code) {
        if (wrong) {
            throw Refusal.of(code);
        }
    }
}
