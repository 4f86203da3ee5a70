package io.wellspring.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.wellspring.api.CallableBy;
import io.wellspring.api.Caller;
import io.wellspring.api.Cursor;
import io.wellspring.api.IdempotencyKey;
import io.wellspring.api.Page;
import io.wellspring.api.Required;
import io.wellspring.auth.caller.OperatorRequest;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.auth.mall.Mall;
import io.wellspring.auth.mall.MallAction;
import io.wellspring.auth.mall.MallActions;
import io.wellspring.auth.mall.MallChanges;
import io.wellspring.auth.mall.Malls;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Where operators make malls, change what they may do, and end them. */
@RestController
@CallableBy(Caller.OPERATOR)
@RequestMapping("/v1/admin/malls")
class MallAdminController {

    private final Malls malls;
    private final MallViews views;
    private final MallActions actions;
    private final MallChanges changes;
    private final MallPlans plans;

    MallAdminController(Malls malls, MallViews views, MallActions actions, MallChanges changes, MallPlans plans) {
        this.malls = malls;
        this.views = views;
        this.actions = actions;
        this.changes = changes;
        this.plans = plans;
    }

    @PostMapping
    @Operation(
            summary = "Make a mall that may feed named plans; its secret is shown this once",
            description =
                    "A repeat under the same key makes no other mall and answers 200 without the secret, which is kept "
                            + "only as a hash: where the first answer was lost, give the mall another secret. Without a key "
                            + "each request makes a mall.")
    @ApiResponse(responseCode = "200", description = "Made before under this key", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "201", description = "Made", useReturnTypeSchema = true)
    Mono<ResponseEntity<MallCredential>> create(
            @AuthenticationPrincipal SignedIn operator,
            @Parameter(description = MallCredential.KEY)
                    @RequestHeader(name = IdempotencyKey.HEADER, required = false)
                    @Nullable
                    String key,
            @RequestBody Mono<MallRequest> body) {
        return body.map(MallRequest::terms)
                .flatMap(terms -> plans.existing(terms)
                        .then(Mono.defer(() -> changes.create(
                                OperatorRequest.by(operator)
                                        .under(IdempotencyKey.optional(key), MallRequest.fingerprint(terms)),
                                terms))))
                .map(MallAdminController::answer);
    }

    @GetMapping
    @Operation(summary = "All malls, those that have ended too, newest first")
    Mono<Page<MallView>> list(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Page.limit(limit);
        return malls.newest(Cursor.read(cursor, Long.MAX_VALUE), size + 1)
                .collectList()
                .flatMap(rows -> views.page(Page.of(rows, size, Mall::serial, mall -> mall)));
    }

    @GetMapping("/{mallId}")
    @Operation(summary = "A mall: what it may do, and its secrets, of which only the times are shown")
    Mono<MallView> find(@PathVariable String mallId) {
        return malls.find(mallId)
                .switchIfEmpty(Mono.error(() -> Refusal.of(GeneralRefusal.NO_SUCH_RESOURCE)))
                .flatMap(views::of);
    }

    @GetMapping("/{mallId}/actions")
    @Operation(summary = "What operators did to a mall, newest first")
    Mono<Page<MallActionView>> actions(
            @PathVariable String mallId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Page.limit(limit);
        return malls.find(mallId)
                .switchIfEmpty(Mono.error(() -> Refusal.of(GeneralRefusal.NO_SUCH_RESOURCE)))
                .flatMapMany(mall -> actions.of(mall.id(), Cursor.read(cursor, Long.MAX_VALUE), size + 1))
                .collectList()
                .map(rows -> Page.of(rows, size, MallAction::id, MallActionView::of));
    }

    @PatchMapping("/{mallId}")
    @Operation(
            summary = "Change the name, the plans or the daily limit of a mall; what is not named stays",
            description =
                    "It takes effect with the next order. Plans are given as a whole: those that are left out are no "
                            + "longer fed. A lower limit counts what the mall has sent today.")
    Mono<ChangedMall> change(
            @AuthenticationPrincipal SignedIn operator,
            @PathVariable String mallId,
            @RequestBody Mono<MallChangeRequest> body) {
        return body.map(MallChangeRequest::checked)
                .flatMap(wish -> plans.existing(wish)
                        .then(Mono.defer(() -> changes.change(OperatorRequest.by(operator), mallId, wish::applied))))
                .flatMap(changed -> views.of(changed.mall()).map(mall -> ChangedMall.of(mall, changed.changes())));
    }

    @PostMapping("/{mallId}/ending")
    @Operation(summary = "End a mall at once: it gets no tokens, and those that it holds serve no more")
    Mono<MallView> end(
            @AuthenticationPrincipal SignedIn operator,
            @PathVariable String mallId,
            @RequestBody Mono<MallEndingRequest> body) {
        return body.flatMap(why -> changes.end(OperatorRequest.by(operator).because(why.checked()), mallId))
                .flatMap(views::of);
    }

    @DeleteMapping("/{mallId}/ending")
    @Operation(summary = "Undo the end of a mall: its secrets serve again, as far as they have not ended themselves")
    Mono<MallView> reopen(
            @AuthenticationPrincipal SignedIn operator,
            @PathVariable String mallId,
            @Parameter(required = true, description = "Why, in 1 to 200 characters")
                    @RequestParam(required = false)
                    @Nullable
                    String reason) {
        return Mono.fromCallable(() -> OperatorRequest.by(operator).because(Required.reason(reason)))
                .flatMap(request -> changes.reopen(request, mallId))
                .flatMap(views::of);
    }

    private static ResponseEntity<MallCredential> answer(MallChanges.Credential made) {
        return ResponseEntity.status(made.secret() == null ? HttpStatus.OK : HttpStatus.CREATED)
                .location(URI.create("/v1/admin/malls/" + made.mallId()))
                .body(MallCredential.of(made));
    }
}
