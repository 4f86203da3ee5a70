package io.wellspring.auth.account;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.CallableBy;
import io.wellspring.api.Caller;
import io.wellspring.api.Required;
import io.wellspring.auth.account.EntryMeters.Way;
import io.wellspring.auth.account.Registration.Joined;
import io.wellspring.auth.caller.Origin;
import io.wellspring.auth.session.IssuedTokens;
import io.wellspring.member.Phone;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Joining with a number, its code and, if there is one, an invitation. */
@RestController
@CallableBy(Caller.ANYBODY)
class RegistrationController {

    private final Registration registration;
    private final EntryMeters meters;

    RegistrationController(Registration registration, EntryMeters meters) {
        this.registration = registration;
        this.meters = meters;
    }

    record RegistrationRequest(
            @Schema(requiredMode = REQUIRED) @Nullable String phone,
            @Schema(requiredMode = REQUIRED) @Nullable String code,
            @Nullable String password,
            @Nullable String referralCode,

            @Schema(description = "Name of the device, at most 60 characters", example = "Li's phone") @Nullable
            String device,

            @Schema(description = "The answer to a challenge, where one is required") @Nullable
            String challenge) {

        @Override
        public String toString() {
            return "RegistrationRequest[****]";
        }
    }

    record NewMember(Profile member, String accessToken, String refreshToken, long expiresInSeconds) {

        @Override
        public String toString() {
            return "NewMember[" + member.id() + "]";
        }
    }

    @PostMapping("/v1/registrations")
    @Operation(summary = "Join with a code, and with a referral code if somebody invited you")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<NewMember> join(@RequestBody RegistrationRequest joining, ServerWebExchange exchange) {
        Phone phone = Phone.parse(Required.field("phone", joining.phone()));
        String code = Required.field("code", joining.code());
        String referralCode = Required.optional("referralCode", joining.referralCode());
        Origin origin = Origin.of(exchange, joining.device(), joining.challenge());
        Mono<Joined> joined = registration.join(phone, code, joining.password(), referralCode, origin);
        return meters.counted(Way.REGISTRATION, joined).map(RegistrationController::welcome);
    }

    private static NewMember welcome(Joined joined) {
        IssuedTokens tokens = joined.tokens();
        return new NewMember(
                Profile.of(joined.member()), tokens.accessToken(), tokens.refreshToken(), tokens.expiresInSeconds());
    }
}
