package io.wellspring.auth;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.Required;
import io.wellspring.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Where a member leaves. */
@RestController
class ClosureController {

    private final Closure closure;

    ClosureController(Closure closure) {
        this.closure = closure;
    }

    /** One proof, and the word that what the member still holds may be lost. */
    record Leaving(
            @Schema(description = "Sent for CLOSE_ACCOUNT to the own number", example = "123456") @Nullable
            String code,

            @Schema(description = "In place of a code", example = "correct horse battery") @Nullable
            String password,

            @Schema(description = "Needed where the wallet is not empty; what it holds is lost") @Nullable
            Boolean giveUpBalances) {

        @Override
        public String toString() {
            return "Leaving[****]";
        }
    }

    @PostMapping("/v1/me/closure")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Close the own account for good, with a code or the password",
            description = "Personal data are erased, all sessions end, and the number is free to register anew.")
    Mono<Void> close(
            @AuthenticationPrincipal SignedIn member, @RequestBody Leaving leaving, ServerWebExchange exchange) {
        boolean giveUp = Boolean.TRUE.equals(leaving.giveUpBalances());
        Origin origin = Origin.of(exchange, member);
        if (leaving.password() == null) {
            return closure.byCode(member, Required.field("code", leaving.code()), giveUp, origin);
        }
        if (leaving.code() != null) {
            throw Refusal.invalid("code", "a code or a password, not both");
        }
        String password = Required.field("password", leaving.password());
        return closure.byPassword(member, password, giveUp, origin);
    }
}
