package io.wellspring.admin;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.CallableBy;
import io.wellspring.api.Caller;
import io.wellspring.api.Id;
import io.wellspring.api.Page;
import io.wellspring.api.Required;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.plan.halt.HaltKind;
import io.wellspring.plan.halt.HaltRecord;
import io.wellspring.plan.halt.PlanHalts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Where operators stop a plan for an incident, or its new orders, and let it go on. */
@RestController
@CallableBy(Caller.OPERATOR)
@RequestMapping("/v1/admin/plans/{planId}")
class PlanHaltController {

    private final PlanHalts halts;

    PlanHaltController(PlanHalts halts) {
        this.halts = halts;
    }

    @PostMapping("/freezes")
    @Operation(
            summary = "Freeze a plan: nothing of it moves until it is lifted, redemptions and settlements included",
            description =
                    "For an incident. New orders, redemptions and adjustments are refused with `plan-frozen`; what was "
                            + "accepted before, and changes of parameters, wait; a day that is over is closed once it is lifted. "
                            + "Members read the reason. A plan that is frozen already stays as it is, with its first reason.")
    Mono<PlanHalt> freeze(
            @AuthenticationPrincipal SignedIn operator,
            @PathVariable String planId,
            @RequestBody Mono<PlanHaltRequest> body) {
        return begin(operator, planId, HaltKind.FREEZE, body);
    }

    @DeleteMapping("/freezes/current")
    @Operation(
            summary = "Lift the freeze of a plan: it goes on with what waits",
            description = "Any operator may, also the one who froze it.")
    Mono<PlanHalt> lift(
            @AuthenticationPrincipal SignedIn operator,
            @PathVariable String planId,
            @Parameter(required = true, description = "Why, in 1 to 200 characters")
                    @RequestParam(required = false)
                    @Nullable
                    String reason) {
        return end(operator, planId, HaltKind.FREEZE, reason);
    }

    @GetMapping("/freezes")
    @Operation(summary = "The freezes of a plan, newest first: who, when and why, and who lifted them")
    Mono<Page<PlanHalt>> freezes(@PathVariable String planId) {
        return all(planId, HaltKind.FREEZE);
    }

    @PostMapping("/pauses")
    @Operation(
            summary = "Pause a plan: it takes no new orders, and all else goes on",
            description =
                    "Orders are refused with `plan-paused`, and malls may send them again later; an order that feeds "
                            + "several plans goes to all or to none. Members read the reason. A plan that is paused already stays as "
                            + "it is, with its first reason.")
    Mono<PlanHalt> pause(
            @AuthenticationPrincipal SignedIn operator,
            @PathVariable String planId,
            @RequestBody Mono<PlanHaltRequest> body) {
        return begin(operator, planId, HaltKind.PAUSE, body);
    }

    @DeleteMapping("/pauses/current")
    @Operation(summary = "End the pause of a plan: it takes orders again")
    Mono<PlanHalt> resume(
            @AuthenticationPrincipal SignedIn operator,
            @PathVariable String planId,
            @Parameter(required = true, description = "Why, in 1 to 200 characters")
                    @RequestParam(required = false)
                    @Nullable
                    String reason) {
        return end(operator, planId, HaltKind.PAUSE, reason);
    }

    @GetMapping("/pauses")
    @Operation(summary = "The pauses of a plan, newest first: who, when and why, and who ended them")
    Mono<Page<PlanHalt>> pauses(@PathVariable String planId) {
        return all(planId, HaltKind.PAUSE);
    }

    private Mono<PlanHalt> begin(SignedIn operator, String planId, HaltKind kind, Mono<PlanHaltRequest> body) {
        return body.flatMap(request ->
                        halts.begin(Id.inPath(planId), kind, operator.operatorId(), Required.reason(request.reason())))
                .map(PlanHalt::of);
    }

    private Mono<PlanHalt> end(SignedIn operator, String planId, HaltKind kind, @Nullable String reason) {
        return halts.end(Id.inPath(planId), kind, operator.operatorId(), Required.reason(reason))
                .map(PlanHalt::of);
    }

    private Mono<Page<PlanHalt>> all(String planId, HaltKind kind) {
        return halts.of(Id.inPath(planId), kind).map(PlanHalt::of).collectList().map(Page::whole);
    }

    /** Why a plan is to be stopped. */
    record PlanHaltRequest(
            @Schema(
                    requiredMode = REQUIRED,
                    description = "1 to 200 characters; members read them",
                    example = "figures are being checked")
            @Nullable
            String reason) {}

    /** That a plan was stopped, or its new orders: who, when and why, and who let it go on. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PlanHalt(
            String id,

            @Schema(description = "As the operator gave it; members read it", example = "figures are being checked")
            String reason,

            @Schema(description = "Since when") Instant begunAt,

            @Schema(description = "Who stopped it", example = "1")
            String operatorId,

            @Schema(description = "When it was let go on; absent while it stands") @Nullable
            Instant endedAt,

            @Schema(description = "Who let it go on", example = "2") @Nullable
            String endedByOperatorId,

            @Schema(description = "Why it was let go on", example = "the figures are right") @Nullable
            String endReason) {

        static PlanHalt of(HaltRecord halt) {
            HaltRecord.End end = halt.end();
            return new PlanHalt(
                    Id.format(halt.id()),
                    halt.reason(),
                    halt.begunAt(),
                    Id.format(halt.operatorId()),
                    end == null ? null : end.at(),
                    end == null ? null : Id.format(end.operatorId()),
                    end == null ? null : end.reason());
        }
    }
}
