package io.wellspring.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.Id;
import io.wellspring.plan.log.LoggedCommand;
import io.wellspring.refusal.RefusalCode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of an order that was accepted. */
record OrderState(
        @Schema(example = "A-1") String orderId,

        @Schema(description = "When it was accepted") Instant acceptedAt,

        @Schema(description = "What became of it in each of the plans that it feeds")
        List<InPlan> plans) {

    /** How far an order has come in one plan. */
    @Schema(name = "OrderInPlanStatus")
    enum Status {
        PENDING,
        APPLIED,
        REFUSED,
        FAILED
    }

    /**
     * What became of it in one plan.
     *
     * @param code why it was refused there, as in problems
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "OrderInPlan")
    record InPlan(
            @Schema(example = "1") String planId,

            @Schema(
                    description =
                            "PENDING: the plan has not come to it. APPLIED: it counts, and has granted what the plan grants. "
                                    + "REFUSED: the plan grants nothing for it, see code. FAILED: the operators have to look into it")
            Status status,

            @Schema(description = "Why the plan refused it, as in problems", example = "plan-full") @Nullable
            String code,

            @Nullable LocalDate businessDay) {

        static InPlan of(LoggedCommand command) {
            if (!command.isDecided()) {
                return new InPlan(Id.format(command.planId()), Status.PENDING, null, null);
            }
            RefusalCode refusal = command.refusal();
            return new InPlan(
                    Id.format(command.planId()),
                    Status.valueOf(command.status()),
                    refusal == null ? null : refusal.text(),
                    command.businessDay());
        }
    }
}
