package io.wellspring.plan.equity.rules;

import static io.wellspring.plan.equity.rules.Rules.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalCode;
import io.wellspring.value.Rate;
import org.junit.jupiter.api.Test;

/** The table of parameters of {@code src/docs/plans/equity.md}, row by row. */
class EquityParametersTest {

    @Test
    void theDefaultsAreThoseOfTheTableAndAcceptable() {
        EquityParameters defaults = EquityParameters.defaults().checked();

        assertThat(defaults)
                .isEqualTo(new EquityParameters(
                        Rate.of("0.30"),
                        Rate.of("0.70"),
                        Rate.of("0"),
                        Rate.of("1.0000"),
                        Rate.of("100000000"),
                        Rate.of("0.10"),
                        Rate.of("2"),
                        Rate.of("0"),
                        true,
                        Rate.of("1")));
    }

    @Test
    void whatIsNotGivenTakesItsDefault() {
        assertThat(rules("minSupply", "5").grantRate()).isEqualTo(Rate.of("0.70"));
        assertThat(rules("minSupply", "5").minSupply()).isEqualTo(Rate.of("5"));
    }

    @Test
    void theContributionRateIsAboveZeroAndAtMostOne() {
        refused(EquityRefusal.CONTRIBUTION_RATE_OUT_OF_RANGE, "contributionRate", "0");
        refused(EquityRefusal.CONTRIBUTION_RATE_OUT_OF_RANGE, "contributionRate", "-0.1");
        refused(EquityRefusal.CONTRIBUTION_RATE_OUT_OF_RANGE, "contributionRate", "1.000001");
        accepted("contributionRate", "1");
        accepted("contributionRate", "0.000001");
    }

    @Test
    void grantRatesAreNotNegative() {
        refused(EquityRefusal.GRANT_RATE_NEGATIVE, "grantRate", "-0.1");
        refused(EquityRefusal.GRANT_RATE_NEGATIVE, "referralGrantRate", "-0.1", "referralQuotaMultiple", "1");
        accepted("grantRate", "0");
    }

    @Test
    void grantRatesTogetherAreAtMostOneOrThePriceCouldFall() {
        refused(EquityRefusal.GRANT_RATES_ABOVE_ONE, "grantRate", "1.1");
        refused(EquityRefusal.GRANT_RATES_ABOVE_ONE, "referralGrantRate", "0.300001", "referralQuotaMultiple", "1");
        accepted("referralGrantRate", "0.30", "referralQuotaMultiple", "1");
    }

    @Test
    void theIssuePriceIsAboveZeroAndWithinWhatCanBeCounted() {
        refused(EquityRefusal.ISSUE_PRICE_NOT_POSITIVE, "issuePrice", "0");
        refused(EquityRefusal.ISSUE_PRICE_NOT_POSITIVE, "issuePrice", "-1");
        refused(EquityRefusal.ISSUE_PRICE_OUT_OF_RANGE, "issuePrice", "0.0000001");
        refused(EquityRefusal.ISSUE_PRICE_OUT_OF_RANGE, "issuePrice", "1000001");
        accepted("issuePrice", "0.000001");
    }

    @Test
    void theSupplyCapIsAtLeastOneUnit() {
        refused(EquityRefusal.SUPPLY_CAP_TOO_SMALL, "supplyCap", "0.999999");
        refused(EquityRefusal.SUPPLY_CAP_OUT_OF_RANGE, "supplyCap", "1000000000001");
        refused(EquityRefusal.SUPPLY_CAP_OUT_OF_RANGE, "supplyCap", "1.0000001");
        accepted("supplyCap", "1");
    }

    @Test
    void theRedemptionFeeIsLessThanTheWhole() {
        refused(EquityRefusal.REDEMPTION_FEE_RATE_OUT_OF_RANGE, "redemptionFeeRate", "1");
        refused(EquityRefusal.REDEMPTION_FEE_RATE_OUT_OF_RANGE, "redemptionFeeRate", "-0.01");
        accepted("redemptionFeeRate", "0");
        accepted("redemptionFeeRate", "0.999999");
    }

    @Test
    void quotaMultiplesAreNotNegativeAndNotBeyondCounting() {
        refused(EquityRefusal.QUOTA_MULTIPLE_NEGATIVE, "quotaMultiple", "-1", "forcedExit", "false");
        refused(EquityRefusal.QUOTA_MULTIPLE_NEGATIVE, "referralQuotaMultiple", "-1");
        refused(EquityRefusal.QUOTA_MULTIPLE_TOO_LARGE, "quotaMultiple", "1000.1");
        refused(EquityRefusal.QUOTA_MULTIPLE_TOO_LARGE, "referralQuotaMultiple", "1000.1");
    }

    @Test
    void withForcedExitAnOrderMustNotThrowOutItsBuyer() {
        refused(EquityRefusal.QUOTA_BELOW_CONTRIBUTION, "quotaMultiple", "0.30");
        accepted("quotaMultiple", "0.300001");
        accepted("quotaMultiple", "0", "forcedExit", "false");
    }

    @Test
    void withForcedExitAnOrderMustNotThrowOutItsReferrer() {
        // 0.30 × 0.10 / (0.70 + 0.10) = 0.0375
        refused(
                EquityRefusal.REFERRAL_QUOTA_BELOW_GRANT,
                "referralGrantRate",
                "0.10",
                "referralQuotaMultiple",
                "0.0375");
        accepted("referralGrantRate", "0.10", "referralQuotaMultiple", "0.037501");
        accepted("referralGrantRate", "0.10", "forcedExit", "false");
        accepted("referralGrantRate", "0");
    }

    @Test
    void theLeastSupplyIsNotNegative() {
        refused(EquityRefusal.MIN_SUPPLY_NEGATIVE, "minSupply", "-1");
        refused(EquityRefusal.MIN_SUPPLY_OUT_OF_RANGE, "minSupply", "0.0000001");
        refused(EquityRefusal.MIN_SUPPLY_OUT_OF_RANGE, "minSupply", "1000000000001");
        accepted("minSupply", "0");
    }

    private static void accepted(String... namesAndValues) {
        assertThatCode(() -> rules(namesAndValues).checked()).doesNotThrowAnyException();
    }

    private static void refused(RefusalCode code, String... namesAndValues) {
        Refusal refusal =
                catchThrowableOfType(Refusal.class, () -> rules(namesAndValues).checked());
        assertThat(refusal).as("%s", (Object) namesAndValues).isNotNull();
        assertThat(refusal.code()).isEqualTo(code);
    }
}
