package io.wellspring.value;

import static io.wellspring.refusal.RefusalClass.*;

import io.wellspring.refusal.RefusalClass;
import io.wellspring.refusal.RefusalCode;

/** Text that is no amount of its asset. */
public enum AmountRefusal implements RefusalCode {
    AMOUNT_MALFORMED(BAD_INPUT),
    AMOUNT_NOT_POSITIVE(BAD_INPUT),
    AMOUNT_NEGATIVE(BAD_INPUT),
    AMOUNT_TOO_PRECISE(BAD_INPUT),
    AMOUNT_TOO_LARGE(BAD_INPUT);

    private final RefusalClass kind;

    AmountRefusal(RefusalClass kind) {
        this.kind = kind;
    }

    @Override
    public RefusalClass kind() {
        return kind;
    }
}
