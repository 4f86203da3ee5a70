package io.wellspring.admin;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.CallableBy;
import io.wellspring.api.Caller;
import io.wellspring.api.Id;
import io.wellspring.api.Page;
import io.wellspring.api.Required;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.auth.session.MemberLocks;
import io.wellspring.member.MemberRecords;
import io.wellspring.member.Members;
import io.wellspring.member.Phone;
import io.wellspring.plan.release.MemberNetwork;
import io.wellspring.plan.release.MemberNetworks;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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
import reactor.core.publisher.Mono;

/** Where operators look members up, lock and unlock them, and read what operators did to them. */
@RestController
@CallableBy(Caller.OPERATOR)
@RequestMapping("/v1/admin")
class MemberAdminController {

    private final MemberRecords records;
    private final Members members;
    private final MemberLocks locks;
    private final MemberHistory history;
    private final MemberNetworks networks;

    MemberAdminController(
            MemberRecords records, Members members, MemberLocks locks, MemberHistory history, MemberNetworks networks) {
        this.records = records;
        this.members = members;
        this.locks = locks;
        this.history = history;
        this.networks = networks;
    }

    @GetMapping("/members/{memberId}")
    @Operation(summary = "A member as operators see it, closed accounts too")
    Mono<MemberView> find(@PathVariable String memberId) {
        return records.find(Id.inPath(memberId))
                .map(MemberView::of)
                .switchIfEmpty(Mono.error(() -> Refusal.of(GeneralRefusal.NO_SUCH_RESOURCE)));
    }

    @GetMapping("/members/{memberId}/network")
    @Operation(summary = "Who is below a member, and what their orders brought; the same that the member sees")
    Mono<MemberNetwork> network(@PathVariable String memberId) {
        return records.find(Id.inPath(memberId))
                .flatMap(found -> networks.of(Id.inPath(memberId)))
                .switchIfEmpty(Mono.error(() -> Refusal.of(GeneralRefusal.NO_SUCH_RESOURCE)));
    }

    @PostMapping("/member-searches")
    @Operation(summary = "The member with this number, or none; a number never stands in an address")
    Mono<Page<MemberView>> search(@RequestBody Mono<MemberSearchRequest> body) {
        return body.map(search -> Phone.parse(Required.field("phone", search.phone())))
                .flatMap(members::findByPhone)
                .flatMap(records::find)
                .map(found -> Page.whole(List.of(MemberView.of(found))))
                .defaultIfEmpty(Page.whole(List.of()));
    }

    @PostMapping("/members/{memberId}/lock")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Lock a member out at once; orders still count for the member")
    Mono<Void> lock(
            @AuthenticationPrincipal SignedIn operator,
            @PathVariable String memberId,
            @RequestBody Mono<MemberLockRequest> body) {
        return body.flatMap(why -> locks.lock(operator, Id.inPath(memberId), Required.reason(why.reason())));
    }

    @DeleteMapping("/members/{memberId}/lock")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Lift the lock of a member, who can sign in again")
    Mono<Void> unlock(
            @AuthenticationPrincipal SignedIn operator,
            @PathVariable String memberId,
            @Parameter(required = true, description = "Why, in 1 to 200 characters")
                    @RequestParam(required = false)
                    @Nullable
                    String reason) {
        return locks.unlock(operator, Id.inPath(memberId), Required.reason(reason));
    }

    @GetMapping("/members/{memberId}/actions")
    @Operation(summary = "What operators did to a member, adjustments too, newest first")
    Mono<Page<MemberActionView>> actions(
            @PathVariable String memberId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Page.limit(limit);
        return history.of(Id.inPath(memberId), cursor, size);
    }

    /** Whom an operator looks for. */
    record MemberSearchRequest(
            @Schema(requiredMode = REQUIRED, example = "13800138000") @Nullable
            String phone) {

        @Override
        public String toString() {
            return "MemberSearchRequest[****]";
        }
    }

    /** It stays in the history, also when the member has left, so it should name no number and no person. */
    record MemberLockRequest(
            @Schema(
                    requiredMode = REQUIRED,
                    description = "At most 200 characters, without personal data",
                    example = "reported as stolen")
            @Nullable
            String reason) {}
}
