package io.wellspring.plan.catalogue;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** What a plan showed at the end of a minute, an hour or a day in which it changed. */
record HistoryPoint(
        @Schema(description = "When the minute, hour or day began")
        Instant at,

        @Schema(description = "Cash that orders brought in it, in yuan", example = "180.00")
        String sales,

        @JsonRawValue @Schema(implementation = KnownFigures.class)
        String figures) {}
