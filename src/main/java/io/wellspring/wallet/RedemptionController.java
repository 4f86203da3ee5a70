package io.wellspring.wallet;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.wellspring.api.CallableBy;
import io.wellspring.api.Caller;
import io.wellspring.api.Cursor;
import io.wellspring.api.Id;
import io.wellspring.api.IdempotencyKey;
import io.wellspring.api.Page;
import io.wellspring.api.Required;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.auth.session.Sessions;
import io.wellspring.plan.log.LoggedCommand;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalTexts;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where members sell equity units back to the pool. */
@RestController
@CallableBy(Caller.MEMBER)
@RequestMapping("/v1/me/redemptions")
class RedemptionController {

    private final Redemptions redemptions;
    private final Sessions sessions;

    RedemptionController(Redemptions redemptions, Sessions sessions) {
        this.redemptions = redemptions;
        this.sessions = sessions;
    }

    @PostMapping
    @Operation(summary = "Sell units back: 200 with the result, or 202 with the place where it will be")
    @ApiResponse(responseCode = "200", description = "Done", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "202", description = "Not decided yet; see Location", useReturnTypeSchema = true)
    Mono<ResponseEntity<Redemption>> redeem(
            @AuthenticationPrincipal SignedIn member,
            @Parameter(required = true, description = "1 to 100 visible ASCII characters")
                    @RequestHeader(name = IdempotencyKey.HEADER, required = false)
                    @Nullable
                    String key,
            @RequestBody Mono<RedemptionRequest> wish) {
        return sessions.confirm(member)
                .then(wish)
                .flatMap(wished -> redemptions.redeem(
                        member.memberId(),
                        IdempotencyKey.required(key),
                        Required.field("planId", wished.planId()),
                        Required.field("units", wished.units())))
                .map(RedemptionController::answer);
    }

    @GetMapping
    @Operation(
            summary = "The member's redemptions, newest first; narrowed to those of one plan",
            description = "Also those that wait, and those that the plan refused, with the reason.")
    Mono<Page<Redemption>> all(
            @AuthenticationPrincipal SignedIn member,
            @RequestParam(required = false) @Nullable String planId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            ServerWebExchange exchange) {
        int size = Page.limit(limit);
        Long plan = planId == null ? null : Long.valueOf(Id.parse("planId", planId));
        RefusalTexts words = RefusalTexts.acceptedBy(exchange);
        return redemptions
                .of(member.memberId(), plan, Cursor.read(cursor, Long.MAX_VALUE), size + 1)
                .collectList()
                .map(found -> Page.of(found, size, LoggedCommand::id, command -> Redemption.listed(command, words)));
    }

    @GetMapping("/{redemptionId}")
    @Operation(summary = "What became of a redemption")
    @ApiResponse(responseCode = "200", description = "Done", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "202", description = "Not decided yet", useReturnTypeSchema = true)
    Mono<ResponseEntity<Redemption>> find(@AuthenticationPrincipal SignedIn member, @PathVariable String redemptionId) {
        return redemptions
                .find(member.memberId(), Id.inPath(redemptionId))
                .map(RedemptionController::answer)
                .switchIfEmpty(Mono.error(() -> Refusal.of(GeneralRefusal.NO_SUCH_RESOURCE)));
    }

    private static ResponseEntity<Redemption> answer(LoggedCommand command) {
        Redemption redemption = Redemption.of(command);
        return command.isDecided()
                ? ResponseEntity.ok(redemption)
                : ResponseEntity.accepted()
                        .location(URI.create("/v1/me/redemptions/" + redemption.id()))
                        .body(redemption);
    }

    /** What a member asks for. */
    record RedemptionRequest(
            @Schema(requiredMode = REQUIRED, example = "1") @Nullable
            String planId,

            @Schema(requiredMode = REQUIRED, description = RedemptionQuoteController.UNITS, example = "21") @Nullable
            String units) {}
}
