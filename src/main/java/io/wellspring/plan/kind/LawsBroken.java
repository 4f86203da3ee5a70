package io.wellspring.plan.kind;

import java.util.List;

/** A batch, or a day, would break laws of its plan: nothing of it is posted. */
public final class LawsBroken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private LawsBroken(List<String> laws) {
        super("would break " + String.join(", ", laws));
    }

    /**
     * Does nothing where none is broken.
     *
     * @param laws the names of those that are
     */
    public static void refuseAny(List<String> laws) {
        if (!laws.isEmpty()) {
            throw new LawsBroken(laws);
        }
    }
}
