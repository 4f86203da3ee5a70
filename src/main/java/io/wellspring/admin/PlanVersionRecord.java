package io.wellspring.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.plan.catalogue.KnownParameters;
import io.wellspring.plan.catalogue.VersionRecord;
import io.wellspring.plan.register.ParameterDifference;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A version of a plan's parameters as operators see it: also who scheduled it, and who took it back and why. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PlanVersionRecord(
        @Schema(example = "2") int number,
        LocalDate effectiveDay,
        VersionRecord.Status status,

        @Schema(description = "Number of the version that it changed; absent in the first", example = "1") @Nullable
        Integer basedOn,

        @Schema(implementation = KnownParameters.class) JsonNode parameters,
        List<ParameterDifference> changed,

        @Schema(description = VersionChange.LATER, example = "[3]")
        List<Integer> laterVersions,

        Instant scheduledAt,

        @Schema(description = "Who scheduled it, where that is kept", example = "1") @Nullable
        String operatorId,

        @Nullable Withdrawal withdrawal) {

    private static final String OPERATOR = "operator:";

    static PlanVersionRecord of(VersionRecord version) {
        VersionRecord.Withdrawal withdrawal = version.withdrawal();
        return new PlanVersionRecord(
                version.number(),
                version.effectiveDay(),
                version.status(),
                version.basedOn(),
                version.parameters(),
                version.changed(),
                version.laterVersions(),
                version.scheduledAt(),
                operatorId(version.scheduledBy()),
                withdrawal == null ? null : Withdrawal.of(withdrawal));
    }

    private static @Nullable String operatorId(@Nullable String source) {
        return source != null && source.startsWith(OPERATOR) ? source.substring(OPERATOR.length()) : null;
    }

    /** Who took a version back before its day, when and why. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "VersionWithdrawal")
    record Withdrawal(
            Instant withdrawnAt,

            @Schema(description = "Who took it back", example = "1") @Nullable
            String operatorId,

            @Schema(description = "As the operator gave it", example = "the rate was mistyped")
            String reason) {

        static Withdrawal of(VersionRecord.Withdrawal withdrawal) {
            return new Withdrawal(withdrawal.at(), PlanVersionRecord.operatorId(withdrawal.by()), withdrawal.reason());
        }
    }
}
