package io.wellspring.auth.password;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.CallableBy;
import io.wellspring.api.Caller;
import io.wellspring.api.Required;
import io.wellspring.auth.caller.Origin;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.member.Phone;
import io.wellspring.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** A forgotten password set anew by a code, and one's own password changed or set. */
@RestController
class PasswordController {

    private final PasswordReset reset;
    private final PasswordChange change;

    PasswordController(PasswordReset reset, PasswordChange change) {
        this.reset = reset;
        this.change = change;
    }

    record PasswordResetRequest(
            @Schema(requiredMode = REQUIRED, example = "13800138000") @Nullable
            String phone,

            @Schema(requiredMode = REQUIRED, description = "Sent for RESET_PASSWORD", example = "123456") @Nullable
            String code,

            @Schema(requiredMode = REQUIRED, description = "8 to 64 characters", example = "a tea a day") @Nullable
            String newPassword,

            @Schema(description = "The answer to a challenge, where one is required") @Nullable
            String challenge) {

        @Override
        public String toString() {
            return "PasswordResetRequest[****]";
        }
    }

    record PasswordChangeRequest(
            @Schema(requiredMode = REQUIRED, description = "8 to 64 characters", example = "a tea a day") @Nullable
            String newPassword,

            @Schema(description = "Either this or a code", example = "no tea today") @Nullable
            String oldPassword,

            @Schema(description = "Sent to the member's own number for CHANGE_PASSWORD", example = "123456") @Nullable
            String code) {

        @Override
        public String toString() {
            return "PasswordChangeRequest[****]";
        }
    }

    @CallableBy(Caller.ANYBODY)
    @PostMapping("/v1/password-resets")
    @Operation(summary = "Set a new password with a code; all sessions of the member end")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> reset(@RequestBody PasswordResetRequest forgotten, ServerWebExchange exchange) {
        Phone phone = Phone.parse(Required.field("phone", forgotten.phone()));
        String code = Required.field("code", forgotten.code());
        String newPassword = Required.field("newPassword", forgotten.newPassword());
        return reset.reset(phone, code, newPassword, Origin.of(exchange, null, forgotten.challenge()));
    }

    @CallableBy(Caller.MEMBER)
    @PutMapping("/v1/me/password")
    @Operation(summary = "Change the password by the old one or by a code; the member's other sessions end")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> change(
            @RequestBody PasswordChangeRequest changed,
            @AuthenticationPrincipal SignedIn caller,
            ServerWebExchange exchange) {
        String newPassword = Required.field("newPassword", changed.newPassword());
        String oldPassword = Required.optional("oldPassword", changed.oldPassword());
        String code = Required.optional("code", changed.code());
        Origin origin = Origin.of(exchange, caller);
        if ((oldPassword == null) == (code == null)) {
            throw Refusal.oneOf("oldPassword", "code");
        }
        return oldPassword == null
                ? change.byCode(caller, newPassword, code, origin)
                : change.byOldPassword(caller, newPassword, oldPassword, origin);
    }
}
