package io.wellspring.plan.settlement;

import io.swagger.v3.oas.annotations.Operation;
import io.wellspring.api.CallableBy;
import io.wellspring.api.Caller;
import io.wellspring.api.DayCursor;
import io.wellspring.api.DayInPath;
import io.wellspring.api.Id;
import io.wellspring.api.Page;
import io.wellspring.plan.catalogue.PlanCatalogue;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What became of the days of plans, for everybody: totals that name nobody. */
@RestController
@CallableBy(Caller.ANYBODY)
class SettlementController {

    private final PlanCatalogue plans;
    private final Settlements settlements;

    SettlementController(PlanCatalogue plans, Settlements settlements) {
        this.plans = plans;
        this.settlements = settlements;
    }

    @GetMapping("/v1/plans/{planId}/settlements")
    @Operation(summary = "The settled days of a plan, newest first, and how far the one is that is being settled")
    Mono<Page<Settlement>> settlements(
            @PathVariable String planId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Page.limit(limit);
        long plan = Id.inPath(planId);
        return plans.kindOf(plan)
                .switchIfEmpty(Mono.error(() -> Refusal.of(GeneralRefusal.NO_SUCH_RESOURCE)))
                .flatMap(kind -> settlements
                        .before(plan, DayCursor.read(cursor), size + 1)
                        .collectList())
                .map(days -> DayCursor.page(days, size, Settlement::businessDay));
    }

    @GetMapping("/v1/plans/{planId}/settlements/{businessDay}")
    @Operation(summary = "A day of a plan that is settled or being settled")
    Mono<Settlement> settlement(@PathVariable String planId, @PathVariable String businessDay) {
        LocalDate settled = DayInPath.parse(businessDay);
        return settlements
                .before(Id.inPath(planId), settled.plusDays(1), 1)
                .filter(settlement -> settlement.businessDay().equals(settled))
                .next()
                .switchIfEmpty(Mono.error(() -> Refusal.of(GeneralRefusal.NO_SUCH_RESOURCE)));
    }
}
