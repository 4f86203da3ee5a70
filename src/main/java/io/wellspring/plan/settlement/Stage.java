package io.wellspring.plan.settlement;

import io.swagger.v3.oas.annotations.media.Schema;

/** How far the settlement of a day has come. */
@Schema(name = "SettlementStage")
public enum Stage {
    COMPUTING,
    PROVING,
    POSTING,
    PUBLISHED
}
