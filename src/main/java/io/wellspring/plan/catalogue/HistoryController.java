package io.wellspring.plan.catalogue;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.wellspring.api.CallableBy;
import io.wellspring.api.Caller;
import io.wellspring.api.Id;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What charts of a plan are drawn from. */
@RestController
@CallableBy(Caller.ANYBODY)
class HistoryController {

    private final PlanCatalogue plans;
    private final PlanHistory history;

    HistoryController(PlanCatalogue plans, PlanHistory history) {
        this.plans = plans;
        this.history = history;
    }

    @GetMapping("/v1/plans/{planId}/history")
    @Operation(
            summary = "What a plan showed over time, oldest first",
            description =
                    "By minutes of the last 6 hours, hours of the last 14 days, or business days of the last year. A"
                            + " point stands where the plan changed; until the next one it stayed as it was, and the first"
                            + " may be older. Send the ETag as If-None-Match, and nothing comes where nothing has"
                            + " changed.")
    @ApiResponse(responseCode = "200", description = "OK", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "304", description = "Nothing has changed", content = @Content)
    Mono<ResponseEntity<History>> history(
            @PathVariable String planId, @RequestParam(defaultValue = "HOUR") HistoryStep resolution) {
        long id = Id.inPath(planId);
        return plans.kindOf(id)
                .switchIfEmpty(Mono.error(() -> Refusal.of(GeneralRefusal.NO_SUCH_RESOURCE)))
                .thenMany(history.of(id, resolution))
                .collectList()
                .map(points -> answer(new History(Id.format(id), resolution, points)));
    }

    private static ResponseEntity<History> answer(History history) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(history.resolution().fresh()).cachePublic())
                .eTag(history.tag())
                .body(history);
    }

    /** A plan's points. */
    @Schema(name = "PlanHistory")
    record History(@Schema(example = "1") String planId, HistoryStep resolution, List<HistoryPoint> points) {

        /** Changes with the newest point, and when the oldest one goes; weak, for an answer may come packed or not. */
        String tag() {
            return "W/\"%d-%08x\"".formatted(points.size(), points.hashCode());
        }
    }
}
