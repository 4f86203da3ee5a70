package io.wellspring.admin;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.CallableBy;
import io.wellspring.api.Caller;
import io.wellspring.api.Cursor;
import io.wellspring.api.Id;
import io.wellspring.api.Page;
import io.wellspring.api.Required;
import io.wellspring.auth.account.PhoneChangeDecisions;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.member.PhoneChange;
import io.wellspring.member.PhoneChanges;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Where operators decide about members who have lost their number. */
@RestController
@CallableBy(Caller.OPERATOR)
@RequestMapping("/v1/admin/phone-changes")
class PhoneChangeAdminController {

    private final PhoneChanges changes;
    private final PhoneChangeDecisions decisions;

    PhoneChangeAdminController(PhoneChanges changes, PhoneChangeDecisions decisions) {
        this.changes = changes;
        this.decisions = decisions;
    }

    @GetMapping
    @Operation(summary = "Changes of numbers that wait for a decision, oldest first")
    Mono<Page<WaitingPhoneChange>> waiting(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Page.limit(limit);
        return changes.waiting(Cursor.read(cursor, 0), size + 1)
                .collectList()
                .map(rows -> Page.of(rows, size, PhoneChange::id, WaitingPhoneChange::of));
    }

    @PostMapping("/{phoneChangeId}/approval")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Give the member the new number, if it is still free; all the member's sessions end")
    Mono<Void> approve(@AuthenticationPrincipal SignedIn operator, @PathVariable String phoneChangeId) {
        return decisions.approve(operator, Id.inPath(phoneChangeId));
    }

    @PostMapping("/{phoneChangeId}/rejection")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Reject a change; the member reads the reason")
    Mono<Void> reject(
            @AuthenticationPrincipal SignedIn operator,
            @PathVariable String phoneChangeId,
            @RequestBody Mono<PhoneChangeRejectionRequest> body) {
        return body.map(rejection -> Required.reason(rejection.reason()))
                .flatMap(reason -> decisions.reject(operator, Id.inPath(phoneChangeId), reason));
    }

    record PhoneChangeRejectionRequest(
            @Schema(
                    requiredMode = REQUIRED,
                    description = "At most 200 characters, without personal data",
                    example = "not the owner")
            @Nullable
            String reason) {}

    /** A change that waits. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WaitingPhoneChange(
            @Schema(example = "1") String id,
            @Schema(example = "10001") String memberId,

            @Schema(description = "Masked", example = "138****8001") @Nullable
            String newPhone,

            Instant askedAt,
            Instant expiresAt) {

        static WaitingPhoneChange of(PhoneChange change) {
            return new WaitingPhoneChange(
                    Id.format(change.id()),
                    Id.format(change.memberId()),
                    change.newPhone(),
                    change.askedAt(),
                    change.expiresAt());
        }
    }
}
