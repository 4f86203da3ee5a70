package io.wellspring.auth.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.CallableBy;
import io.wellspring.api.Caller;
import io.wellspring.api.Page;
import io.wellspring.auth.caller.SeenThrough;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@CallableBy(Caller.MEMBER)
class SessionController {

    private final StandingSessions standing;
    private final Sessions sessions;
    private final SessionEndings endings;
    private final TransactionalOperator tx;

    SessionController(StandingSessions standing, Sessions sessions, SessionEndings endings, TransactionalOperator tx) {
        this.standing = standing;
        this.sessions = sessions;
        this.endings = endings;
        this.tx = tx;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OwnSession(
            String id,

            @Schema(description = "As named at sign-in", example = "Li's phone") @Nullable
            String device,

            @Schema(description = "Of the last use, masked", example = "203.0.*.*") @Nullable
            String address,

            Instant createdAt,

            @Schema(description = "When it was opened or renewed last")
            Instant lastUsedAt,

            @Schema(description = "Whether it is the one that asks")
            boolean current) {}

    @GetMapping("/v1/me/sessions")
    @Operation(
            summary = "Where the member is signed in, newest use first",
            description = "All of them, for there is a bound on how many may stand.")
    Mono<Page<OwnSession>> list(@AuthenticationPrincipal SignedIn caller) {
        return standing.ofMember(caller.id())
                .map(seen -> own(seen, caller))
                .collectList()
                .map(Page::whole);
    }

    @DeleteMapping("/v1/me/sessions/{sessionId}")
    @Operation(summary = "Sign out one of the member's sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> end(@PathVariable String sessionId, @AuthenticationPrincipal SignedIn caller) {
        return sessions.confirm(caller)
                .then(Mono.defer(() -> endings.endOwn(caller.id(), read(sessionId))))
                .switchIfEmpty(Mono.error(() -> Refusal.of(GeneralRefusal.NO_SUCH_RESOURCE)))
                .flatMap(ended -> endings.announce(List.of(ended)))
                .as(SeenThrough::of);
    }

    @DeleteMapping("/v1/me/sessions")
    @Operation(summary = "Sign out everywhere, here too")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> endAll(@AuthenticationPrincipal SignedIn caller) {
        return sessions.confirm(caller)
                .then(endings.endAll(SignedIn.Kind.MEMBER, caller.id(), null).as(tx::transactional))
                .flatMap(endings::announce)
                .as(SeenThrough::of);
    }

    private static OwnSession own(StandingSessions.Seen seen, SignedIn caller) {
        return new OwnSession(
                seen.id().toString(),
                seen.device(),
                seen.address(),
                seen.createdAt(),
                seen.lastUsedAt(),
                seen.id().equals(caller.session()));
    }

    private static UUID read(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException noId) {
            throw Refusal.of(GeneralRefusal.NO_SUCH_RESOURCE);
        }
    }
}
