package io.wellspring.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.plan.LoggedCommand;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Parameters that were scheduled.
 *
 * @param effectiveDay once the plan has taken them
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record NewVersion(Status status, @Nullable LocalDate effectiveDay) {

    @Schema(name = "VersionStatus")
    enum Status {
        PENDING,
        SCHEDULED
    }

    static NewVersion pending() {
        return new NewVersion(Status.PENDING, null);
    }

    /** @throws io.wellspring.refusal.Refusal when the plan refused them */
    static NewVersion of(LoggedCommand command) {
        return new NewVersion(
                Status.SCHEDULED,
                LocalDate.parse(command.result().get("effectiveDay").stringValue()));
    }
}
