package io.wellspring.plan.kind;

import static io.wellspring.refusal.RefusalClass.*;

import io.wellspring.refusal.RefusalClass;
import io.wellspring.refusal.RefusalCode;

/** Parameters and versions of them that no kind of plan takes. */
public enum VersionRefusal implements RefusalCode {
    PARAMETER_MALFORMED(UNPROCESSABLE),
    EFFECTIVE_DAY_NOT_LATER(UNPROCESSABLE),
    NOTHING_CHANGED(UNPROCESSABLE),
    VERSION_IN_FORCE(CONFLICT),
    VERSION_WITHDRAWN(CONFLICT);

    private final RefusalClass kind;

    VersionRefusal(RefusalClass kind) {
        this.kind = kind;
    }

    @Override
    public RefusalClass kind() {
        return kind;
    }
}
