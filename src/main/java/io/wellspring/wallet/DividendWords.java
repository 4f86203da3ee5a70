package io.wellspring.wallet;

import io.wellspring.plan.loop.DividendPart;
import io.wellspring.plan.loop.ExplainedDividend;
import io.wellspring.plan.loop.WhyNoDividend;
import io.wellspring.refusal.RefusalTexts;
import io.wellspring.value.Amount;
import io.wellspring.value.AssetCode;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** Puts a dividend's numbers into the formulas of {@code src/docs/plans/loop.md}, in the caller's language. */
final class DividendWords {

    private final ResourceBundle texts;

    DividendWords(RefusalTexts language) {
        this.texts = ResourceBundle.getBundle(
                "dividends",
                language.locale(),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_DEFAULT));
    }

    /** One line for each step, so that anybody can work it out again. */
    List<String> formulas(ExplainedDividend dividend) {
        List<String> lines = new ArrayList<>();
        WhyNoDividend nothing = dividend.whyNothing();
        if (nothing != null) {
            lines.add(texts.getString("nothing." + nothing));
        }
        if (nothing == WhyNoDividend.NO_SHARES || nothing == WhyNoDividend.QUOTA_USED_UP) {
            return lines;
        }
        long quota = dividend.quotaBefore();
        for (DividendPart part : parts(dividend)) {
            lines.add(pool(dividend.sales(), part));
            lines.add(share(part));
            lines.add(line("paid", cash(part.part()), cash(quota), cash(part.paid())));
            quota -= part.paid();
        }
        lines.add(line("quota", cash(dividend.quotaBefore()), cash(dividend.paid()), cash(dividend.quotaAfter())));
        return lines;
    }

    private static List<DividendPart> parts(ExplainedDividend dividend) {
        return dividend.level() == null ? List.of(dividend.weighted()) : List.of(dividend.weighted(), dividend.level());
    }

    private String pool(long sales, DividendPart part) {
        String rate = part.rate().percent();
        return part.level() == null
                ? line("pool.weighted", cash(sales), rate, cash(part.carriedIn()), cash(part.pool()))
                : line("pool.level", part.level(), cash(sales), rate, cash(part.pool()));
    }

    private String share(DividendPart part) {
        AssetCode unit = part.unit();
        if (unit == null) {
            return line("part.equal", cash(part.pool()), String.valueOf(part.members()), cash(part.part()));
        }
        String mine = Amount.format(part.mine(), unit);
        return line("part." + unit, cash(part.pool()), mine, Amount.format(part.all(), unit), cash(part.part()));
    }

    private String line(String key, String... numbers) {
        return new MessageFormat(texts.getString(key), Locale.ROOT).format(numbers);
    }

    private static String cash(long fen) {
        return Amount.format(fen, AssetCode.CNY);
    }
}
