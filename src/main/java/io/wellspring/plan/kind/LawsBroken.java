package io.wellspring.plan.kind;

import java.util.List;

/** A batch would break laws of its plan: nothing of it is posted. */
public final class LawsBroken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LawsBroken(List<String> laws) {
        super("would break " + String.join(", ", laws));
    }
}
