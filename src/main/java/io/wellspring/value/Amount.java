package io.wellspring.value;

import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalCode;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Translates between amounts inside, {@code long} in the smallest unit, and decimal strings outside. */
public final class Amount {

    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9]\\d{0,18})(\\.\\d{1,18})?");

    private Amount() {}

    /**
     * Reads a decimal string above zero.
     *
     * @param field the name of the input's field, told in the refusal
     * @return the amount in the asset's smallest unit, 1 to {@link AssetCode#largest}
     * @throws Refusal when it is no plain decimal, has more digits than the asset, is too large, zero or negative
     */
    public static long positive(String field, String text, AssetCode asset) {
        long amount = read(field, text, asset, AmountRefusal.AMOUNT_NOT_POSITIVE);
        if (amount == 0) {
            throw refused(AmountRefusal.AMOUNT_NOT_POSITIVE, field);
        }
        return amount;
    }

    /** As {@link #positive}, and zero is allowed. */
    public static long notNegative(String field, String text, AssetCode asset) {
        return read(field, text, asset, AmountRefusal.AMOUNT_NEGATIVE);
    }

    private static long read(String field, String text, AssetCode asset, RefusalCode whereNegative) {
        if (text.length() > 40 || !DECIMAL.matcher(text).matches()) {
            throw refused(AmountRefusal.AMOUNT_MALFORMED, field);
        }
        BigDecimal value = new BigDecimal(text);
        if (value.signum() < 0) {
            throw refused(whereNegative, field);
        }
        if (value.stripTrailingZeros().scale() > asset.digits()) {
            throw refused(AmountRefusal.AMOUNT_TOO_PRECISE, field).with("digits", asset.digits());
        }
        BigDecimal units = value.movePointRight(asset.digits());
        if (units.compareTo(BigDecimal.valueOf(asset.largest())) > 0) {
            throw refused(AmountRefusal.AMOUNT_TOO_LARGE, field).with("maximum", format(asset.largest(), asset));
        }
        return units.longValueExact();
    }

    /** As {@link #positive}, also with a minus before it: anything but zero, in both directions up to the largest. */
    public static long signed(String field, String text, AssetCode asset) {
        return text.startsWith("-") ? -positive(field, text.substring(1), asset) : positive(field, text, asset);
    }

    /** Writes an amount as a decimal string with all digits of its asset: 1234 fen are "12.34". */
    public static String format(long amount, AssetCode asset) {
        return BigDecimal.valueOf(amount, asset.digits()).toPlainString();
    }

    /** Reads what {@link #format} wrote. */
    public static long read(String text, AssetCode asset) {
        return new BigDecimal(text).movePointRight(asset.digits()).longValueExact();
    }

    private static Refusal refused(RefusalCode code, String field) {
        return Refusal.of(code).with("field", field);
    }
}
