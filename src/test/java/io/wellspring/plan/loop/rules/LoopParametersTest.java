package io.wellspring.plan.loop.rules;

import static io.wellspring.plan.loop.rules.Rules.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalCode;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The table of parameters of {@code src/docs/plans/loop.md}, row by row. */
class LoopParametersTest {

    @Test
    void theDefaultsAreThoseOfTheTableAndAcceptable() {
        assertThat(LoopParameters.defaults().checked())
                .isEqualTo(rules(
                        "quotaMultiple", "2",
                        "referralQuotaRate", "0",
                        "spendPerShare", "1000",
                        "referralShareRate", "0",
                        "weightedRate", "0.30",
                        "weightBy", "SHARES",
                        "levels", "V1 50 0.01, V2 101 0.03, V3 201 0.06",
                        "levelSplit", "EQUAL"));
    }

    @Test
    void quotaIsNotNegativeAndNotBoundless() {
        refused(LoopRefusal.LOOP_QUOTA_NEGATIVE, "quotaMultiple", "-1");
        refused(LoopRefusal.LOOP_QUOTA_NEGATIVE, "referralQuotaRate", "-0.000001");
        refused(LoopRefusal.LOOP_QUOTA_TOO_LARGE, "quotaMultiple", "1000.1");
        refused(LoopRefusal.LOOP_QUOTA_TOO_LARGE, "referralQuotaRate", "1001");
        accepted("quotaMultiple", "0", "referralQuotaRate", "1000");
    }

    @Test
    void aShareCostsSomething() {
        refused(LoopRefusal.SPEND_PER_SHARE_NOT_POSITIVE, "spendPerShare", "0");
        refused(LoopRefusal.SPEND_PER_SHARE_NOT_POSITIVE, "spendPerShare", "-1");
        refused(LoopRefusal.SPEND_PER_SHARE_OUT_OF_RANGE, "spendPerShare", "1000000001");
        refused(LoopRefusal.SPEND_PER_SHARE_OUT_OF_RANGE, "spendPerShare", "0.0000001");
        accepted("spendPerShare", "0.000001");
    }

    @Test
    void sharesOfAReferrerAreNotNegative() {
        refused(LoopRefusal.REFERRAL_SHARE_RATE_OUT_OF_RANGE, "referralShareRate", "-0.1");
        refused(LoopRefusal.REFERRAL_SHARE_RATE_OUT_OF_RANGE, "referralShareRate", "1000.1");
        accepted("referralShareRate", "0.5");
    }

    @Test
    void noMoreThanTheSalesCanBePaid() {
        refused(LoopRefusal.SALES_RATE_NEGATIVE, "weightedRate", "-0.1");
        refused(LoopRefusal.SALES_RATE_NEGATIVE, "levels", "V1 0 -0.01");
        refused(LoopRefusal.SALES_RATES_ABOVE_ONE, "weightedRate", "0.900001");
        refused(LoopRefusal.SALES_RATES_ABOVE_ONE, "weightedRate", "0", "levels", "V1 0 0.5, V2 1 0.500001");
        accepted("weightedRate", "0.9");
        accepted("weightedRate", "1", "levels", "");
    }

    @Test
    void eachLevelNeedsMoreSharesThanTheOneBefore() {
        refused(LoopRefusal.LEVELS_NOT_INCREASING, "levels", "V1 10 0.01, V2 10 0.01");
        refused(LoopRefusal.LEVELS_NOT_INCREASING, "levels", "V1 10 0.01, V2 9.999999 0.01");
        refused(LoopRefusal.MIN_SHARES_OUT_OF_RANGE, "levels", "V1 -1 0.01");
        refused(LoopRefusal.MIN_SHARES_OUT_OF_RANGE, "levels", "V1 0.0000001 0.01");
        refused(GeneralRefusal.LEVEL_NAME_TWICE, "levels", "V1 1 0.01, V1 2 0.01");
        refused(GeneralRefusal.LEVEL_NAME_OUT_OF_RANGE, "levels", "V12345678901234567890 1 0.01");
        refused(LoopRefusal.TOO_MANY_LEVELS, "levels", levels(21));
        accepted("levels", levels(20));
        accepted("levels", "V1 0 0.01, V2 11 0.01, V3 21 0.01, V4 31 0.01");
    }

    @Test
    void aMemberIsOfTheHighestLevelThatTheSharesReach() {
        LoopParameters usual = rules();
        assertThat(usual.levelOf(49_999_999)).isEqualTo(-1);
        assertThat(usual.levelOf(50_000_000)).isZero();
        assertThat(usual.levelOf(100_999_999)).isZero();
        assertThat(usual.levelOf(101_000_000)).isEqualTo(1);
        assertThat(usual.levelOf(201_000_000)).isEqualTo(2);
        assertThat(rules("levels", "").levelOf(Long.MAX_VALUE)).isEqualTo(-1);
        assertThat(rules("levels", "V1 0 0.01").levelOf(1)).isZero();
    }

    private static String levels(int count) {
        return IntStream.range(0, count)
                .mapToObj(level -> "L%d %d 0.01".formatted(level, level))
                .collect(Collectors.joining(", "));
    }

    private static void refused(RefusalCode code, String... namesAndValues) {
        Refusal refusal = catchThrowableOfType(Refusal.class, rules(namesAndValues)::checked);
        assertThat(refusal.code()).isEqualTo(code);
    }

    private static void accepted(String... namesAndValues) {
        assertThatCode(rules(namesAndValues)::checked).doesNotThrowAnyException();
    }
}
