package io.wellspring.auth.code;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.CallableBy;
import io.wellspring.api.Caller;
import io.wellspring.api.Required;
import io.wellspring.auth.caller.AuthSettings;
import io.wellspring.auth.caller.Origin;
import io.wellspring.member.Phone;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Asking for a code by SMS; the answer is the same whether or not the number is registered. */
@RestController
@CallableBy(Caller.ANYBODY)
public class SmsCodeController {

    private static final int RESEND_AFTER_SECONDS = 60;

    private final CodeRequests requests;
    private final AuthSettings.Codes settings;

    SmsCodeController(CodeRequests requests, AuthSettings settings) {
        this.requests = requests;
        this.settings = settings.codes();
    }

    /** The challenge is the answer that its provider gave the app; it is needed only when it is asked for. */
    public record SmsCodeRequest(
            @Schema(requiredMode = REQUIRED) @Nullable String phone,
            @Schema(requiredMode = REQUIRED) @Nullable Purpose purpose,
            @Nullable String challenge) {

        @Override
        public String toString() {
            return "SmsCodeRequest[" + purpose + "]";
        }
    }

    record SentSmsCode(int resendAfterSeconds, int expiresInSeconds) {}

    @PostMapping("/v1/sms-codes")
    @Operation(summary = "Ask for a code; the answer is the same whether or not the number is registered")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<SentSmsCode> send(@RequestBody SmsCodeRequest asked, ServerWebExchange exchange) {
        Phone phone = Phone.parse(Required.field("phone", asked.phone()));
        Purpose purpose = Required.field("purpose", asked.purpose());
        return requests.send(phone, purpose, Origin.of(exchange, null, asked.challenge()))
                .thenReturn(new SentSmsCode(RESEND_AFTER_SECONDS, settings.lifeSeconds()));
    }
}
