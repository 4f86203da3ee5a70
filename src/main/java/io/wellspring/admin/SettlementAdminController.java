package io.wellspring.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.wellspring.api.CallableBy;
import io.wellspring.api.Caller;
import io.wellspring.api.DayInPath;
import io.wellspring.api.Id;
import io.wellspring.plan.settlement.Settlements;
import java.net.URI;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Where operators set a plan going again whose day could not be proved. */
@RestController
@CallableBy(Caller.OPERATOR)
class SettlementAdminController {

    private final Settlements settlements;

    SettlementAdminController(Settlements settlements) {
        this.settlements = settlements;
    }

    @PostMapping("/v1/admin/plans/{planId}/settlements/{businessDay}/recomputations")
    @Operation(
            summary = "Have a day computed anew whose sums did not agree",
            description = "The plan stands still until they do. Nothing of the day is posted, so nothing is undone.")
    @ApiResponse(responseCode = "202", description = "Begun anew; see Location", content = @Content)
    Mono<ResponseEntity<Void>> computeAnew(@PathVariable String planId, @PathVariable String businessDay) {
        return settlements
                .computeAnew(Id.inPath(planId), DayInPath.parse(businessDay))
                .then(Mono.fromSupplier(() -> ResponseEntity.accepted()
                        .location(URI.create("/v1/plans/" + planId + "/settlements/" + businessDay))
                        .build()));
    }
}
