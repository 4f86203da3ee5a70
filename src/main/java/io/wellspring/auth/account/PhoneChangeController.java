package io.wellspring.auth.account;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.wellspring.api.CallableBy;
import io.wellspring.api.Caller;
import io.wellspring.api.Cursor;
import io.wellspring.api.Id;
import io.wellspring.api.Page;
import io.wellspring.api.Required;
import io.wellspring.auth.caller.Origin;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.member.Phone;
import io.wellspring.member.PhoneChange;
import io.wellspring.member.PhoneChanges;
import io.wellspring.refusal.Refusal;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where members change their number. */
@RestController
@CallableBy(Caller.MEMBER)
@RequestMapping("/v1/me/phone-changes")
class PhoneChangeController {

    private final PhoneChanging changing;
    private final PhoneChanges changes;

    PhoneChangeController(PhoneChanging changing, PhoneChanges changes) {
        this.changing = changing;
        this.changes = changes;
    }

    /** Both codes are of the purpose CHANGE_PHONE; the password stands in for the code of a number that is lost. */
    record PhoneChangeRequest(
            @Schema(requiredMode = REQUIRED, example = "13800138009") @Nullable
            String newPhone,

            @Schema(requiredMode = REQUIRED, description = "Sent to the new number", example = "123456") @Nullable
            String newCode,

            @Schema(description = "Sent to the old number", example = "654321") @Nullable
            String oldCode,

            @Schema(description = "Where the old number is lost", example = "correct horse battery") @Nullable
            String password) {

        @Override
        public String toString() {
            return "PhoneChangeRequest[****]";
        }
    }

    @PostMapping
    @Operation(summary = "Change the number: 204 with both codes, or 202 with the password, for an operator to approve")
    @ApiResponse(responseCode = "204", description = "Changed; all other sessions have ended", content = @Content)
    @ApiResponse(responseCode = "202", description = "Waits for an operator", useReturnTypeSchema = true)
    Mono<ResponseEntity<PhoneChangeView>> change(
            @AuthenticationPrincipal SignedIn member,
            @RequestBody PhoneChangeRequest wish,
            ServerWebExchange exchange) {
        Phone to = Phone.parse(Required.field("newPhone", wish.newPhone()));
        String newCode = Required.field("newCode", wish.newCode());
        Origin origin = Origin.of(exchange, member);
        String oldCode = Required.optional("oldCode", wish.oldCode());
        String password = Required.optional("password", wish.password());
        if ((oldCode == null) == (password == null)) {
            throw Refusal.oneOf("oldCode", "password");
        }
        return oldCode == null
                ? changing.ask(member, to, newCode, password, origin).map(PhoneChangeController::accepted)
                : changing.change(member, to, newCode, oldCode, origin)
                        .thenReturn(ResponseEntity.noContent().build());
    }

    @GetMapping
    @Operation(summary = "The member's wishes for another number, newest first")
    Mono<Page<PhoneChangeView>> list(
            @AuthenticationPrincipal SignedIn member,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Page.limit(limit);
        return changes.of(member.memberId(), Cursor.read(cursor, Long.MAX_VALUE), size + 1)
                .collectList()
                .map(rows -> Page.of(rows, size, PhoneChange::id, PhoneChangeView::of));
    }

    @DeleteMapping("/{phoneChangeId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Withdraw a wish that waits")
    Mono<Void> cancel(@AuthenticationPrincipal SignedIn member, @PathVariable String phoneChangeId) {
        return changing.cancel(member, Id.inPath(phoneChangeId));
    }

    private static ResponseEntity<PhoneChangeView> accepted(PhoneChange change) {
        return ResponseEntity.accepted()
                .location(URI.create("/v1/me/phone-changes"))
                .body(PhoneChangeView.of(change));
    }
}
