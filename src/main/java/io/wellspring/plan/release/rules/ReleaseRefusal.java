package io.wellspring.plan.release.rules;

import static io.wellspring.refusal.RefusalClass.*;

import io.wellspring.refusal.RefusalClass;
import io.wellspring.refusal.RefusalCode;

/** What a RELEASE plan refuses: points that are not there, and parameters with a code for each reason. */
public enum ReleaseRefusal implements RefusalCode {
    INSUFFICIENT_POINTS(UNPROCESSABLE),
    NUMBER_OF_TIERS_OUT_OF_RANGE(UNPROCESSABLE),
    NUMBER_OF_STARS_OUT_OF_RANGE(UNPROCESSABLE),
    STEP_INCOMPLETE(UNPROCESSABLE),
    STEP_OUT_OF_RANGE(UNPROCESSABLE),
    STEPS_NOT_INCREASING(UNPROCESSABLE),
    DAILY_RATE_OUT_OF_RANGE(UNPROCESSABLE),
    NUMBER_OF_GENERATIONS_OUT_OF_RANGE(UNPROCESSABLE),
    GENERATION_RATE_OUT_OF_RANGE(UNPROCESSABLE),
    PEER_RATE_OUT_OF_RANGE(UNPROCESSABLE),
    PEER_DEPTH_OUT_OF_RANGE(UNPROCESSABLE),
    TOO_MANY_GENERATIONS(UNPROCESSABLE),
    TEAM_REWARDS_DISABLED(UNPROCESSABLE);

    private final RefusalClass kind;

    ReleaseRefusal(RefusalClass kind) {
        this.kind = kind;
    }

    @Override
    public RefusalClass kind() {
        return kind;
    }
}
