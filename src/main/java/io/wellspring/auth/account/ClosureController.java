package io.wellspring.auth.account;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.CallableBy;
import io.wellspring.api.Caller;
import io.wellspring.api.Required;
import io.wellspring.auth.caller.Origin;
import io.wellspring.auth.caller.SignedIn;
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
@CallableBy(Caller.MEMBER)
class ClosureController {

    private final Closure closure;

    ClosureController(Closure closure) {
        this.closure = closure;
    }

    /** One proof, and the word that what the member still holds may be lost. */
    record AccountClosureRequest(
            @Schema(description = "Sent for CLOSE_ACCOUNT to the own number", example = "123456") @Nullable
            String code,

            @Schema(description = "In place of a code", example = "correct horse battery") @Nullable
            String password,

            @Schema(description = "Needed where the wallet is not empty; what it holds is lost") @Nullable
            Boolean giveUpBalances) {

        @Override
        public String toString() {
            return "AccountClosureRequest[****]";
        }
    }

    @PostMapping("/v1/me/closure")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Close the own account for good, with a code or the password",
            description = "Personal data are erased, all sessions end, and the number is free to register anew.")
    Mono<Void> close(
            @AuthenticationPrincipal SignedIn member,
            @RequestBody AccountClosureRequest leaving,
            ServerWebExchange exchange) {
        boolean giveUp = Boolean.TRUE.equals(leaving.giveUpBalances());
        Origin origin = Origin.of(exchange, member);
        String code = Required.optional("code", leaving.code());
        String password = Required.optional("password", leaving.password());
        if ((code == null) == (password == null)) {
            throw Refusal.oneOf("code", "password");
        }
        return code == null
                ? closure.byPassword(member, password, giveUp, origin)
                : closure.byCode(member, code, giveUp, origin);
    }
}
