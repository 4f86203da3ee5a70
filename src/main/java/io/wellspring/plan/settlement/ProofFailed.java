package io.wellspring.plan.settlement;

import java.time.LocalDate;
import java.util.List;

/** The sums of a day do not agree: nothing of it is posted, and the plan stands still. */
public final class ProofFailed extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private ProofFailed(String message) {
        super(message);
    }

    /** Does nothing where there is no disagreement. */
    public static void refuseAny(long planId, LocalDate day, List<String> disagreements) {
        if (!disagreements.isEmpty()) {
            throw new ProofFailed("plan %d, %s: nothing is posted, for the sums do not agree: %s"
                    .formatted(planId, day, disagreements));
        }
    }
}
