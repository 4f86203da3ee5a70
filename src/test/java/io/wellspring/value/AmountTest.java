package io.wellspring.value;

import static io.wellspring.value.AssetCode.CNY;
import static io.wellspring.value.AssetCode.EQUITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalCode;
import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountTest {

    @ParameterizedTest
    @CsvSource({
        "12.34, 1234",
        "12.3, 1230",
        "12, 1200",
        "0.01, 1",
        "12.3400, 1234",
        "90000000000000.00, 9000000000000000"
    })
    void cashIsReadInFen(String text, long fen) {
        assertThat(Amount.positive("amount", text, CNY)).isEqualTo(fen);
    }

    @Test
    void unitsAreReadInMillionths() {
        assertThat(Amount.positive("units", "14.7", EQUITY)).isEqualTo(14_700_000);
        assertThat(Amount.positive("units", "0.000001", EQUITY)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " 1",
                "1.",
                ".5",
                "01",
                "1e3",
                "+1",
                "1,000",
                "0x1",
                "NaN",
                "--1",
                "１",
                "1.0000000000000000000"
            })
    void whatIsNoPlainDecimalIsRefused(String text) {
        assertThat(refusalOf(text)).isEqualTo(AmountRefusal.AMOUNT_MALFORMED);
    }

    @Test
    void aTextThatNeverEndsIsRefusedBeforeItIsRead() {
        assertThat(refusalOf("1".repeat(1_000_000))).isEqualTo(AmountRefusal.AMOUNT_MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.00", "-0", "-0.01", "-5"})
    void whatIsNotAboveZeroIsRefused(String text) {
        assertThat(refusalOf(text)).isEqualTo(AmountRefusal.AMOUNT_NOT_POSITIVE);
    }

    @Test
    void zeroIsAllowedWhereOnlyNegativeAmountsAreNot() {
        assertThat(Amount.notNegative("points", "0.00", CNY)).isZero();
    }

    @Test
    void moreDigitsThanTheAssetHasAreRefused() {
        assertThat(refusalOf("0.001")).isEqualTo(AmountRefusal.AMOUNT_TOO_PRECISE);
    }

    @Test
    void whatIsBeyondTheLargestAmountIsRefusedAndTheLimitTold() {
        Refusal refusal =
                catchThrowableOfType(Refusal.class, () -> Amount.positive("amount", "90000000000000.01", CNY));

        assertThat(refusal.code()).isEqualTo(AmountRefusal.AMOUNT_TOO_LARGE);
        assertThat(refusal.details()).containsEntry("field", "amount").containsEntry("maximum", "90000000000000.00");
    }

    @Test
    void allUnitsThatAPlanCanHaveAreAnAmount() {
        assertThat(Amount.positive("units", "1000000000000", EQUITY)).isEqualTo(EQUITY.largest());
        Refusal refusal =
                catchThrowableOfType(Refusal.class, () -> Amount.positive("units", "1000000000000.000001", EQUITY));
        assertThat(refusal.details()).containsEntry("maximum", "1000000000000.000000");
    }

    @Test
    void whatIsWrittenReadsBackAsTheSame() {
        Random random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            long amount = 1 + random.nextLong(AssetCode.CNY.largest());
            for (AssetCode asset : AssetCode.values()) {
                String text = Amount.format(amount, asset);
                assertThat(new BigDecimal(text).scale()).isEqualTo(asset.digits());
                assertThat(Amount.positive("amount", text, asset)).isEqualTo(amount);
            }
        }
    }

    private static RefusalCode refusalOf(String text) {
        return catchThrowableOfType(Refusal.class, () -> Amount.positive("amount", text, CNY))
                .code();
    }
}
