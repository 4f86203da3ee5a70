package io.wellspring.plan.catalogue;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;

/** How finely a plan's history is told, and how far back: some hundred points, as many as a phone can show. */
@Schema(name = "HistoryResolution")
enum HistoryStep {
    MINUTE(Duration.ofHours(6), Duration.ofSeconds(5)),
    HOUR(Duration.ofDays(14), Duration.ofMinutes(1)),
    DAY(Duration.ofDays(366), Duration.ofMinutes(5));

    private final Duration reach;
    private final Duration fresh;

    HistoryStep(Duration reach, Duration fresh) {
        this.reach = reach;
        this.fresh = fresh;
    }

    /** How far back it goes. */
    Duration reach() {
        return reach;
    }

    /** For how long an answer may be shown without asking again. */
    Duration fresh() {
        return fresh;
    }
}
