package io.wellspring.auth.account;

import static io.wellspring.auth.caller.Origin.CHALLENGE;
import static io.wellspring.auth.caller.Origin.DEVICE;

import io.swagger.v3.oas.annotations.Operation;
import io.wellspring.api.CallRefusal;
import io.wellspring.api.CallableBy;
import io.wellspring.api.Caller;
import io.wellspring.api.Required;
import io.wellspring.auth.account.EntryMeters.Way;
import io.wellspring.auth.caller.Origin;
import io.wellspring.auth.caller.SeenThrough;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.auth.session.IssuedTokens;
import io.wellspring.auth.session.Renewal;
import io.wellspring.auth.session.Sessions;
import io.wellspring.member.Phone;
import io.wellspring.refusal.Refusal;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Signing in, renewing and signing out: {@code POST /v1/tokens} by grant, {@code DELETE /v1/tokens/current}. */
@RestController
class TokenController {

    private final SignIn signIn;
    private final Renewal renewal;
    private final Sessions sessions;
    private final EntryMeters meters;

    TokenController(SignIn signIn, Renewal renewal, Sessions sessions, EntryMeters meters) {
        this.signIn = signIn;
        this.renewal = renewal;
        this.sessions = sessions;
        this.meters = meters;
    }

    @CallableBy(Caller.ANYBODY)
    @PostMapping("/v1/tokens")
    @Operation(summary = "Sign in or renew; which fields belong depends on the grant")
    Mono<IssuedTokens> issue(@RequestBody TokenRequest request, ServerWebExchange exchange) {
        Origin origin = Origin.of(exchange, request.device(), request.challenge());
        return switch (Required.field("grant", request.grant())) {
            case PASSWORD -> byPasswordOfOne(request, origin);
            case SMS_CODE -> byCode(request, origin);
            case REFRESH_TOKEN -> byRefreshToken(request, origin);
            case CLIENT_CREDENTIALS -> byMall(request);
        };
    }

    @CallableBy({Caller.MEMBER, Caller.OPERATOR})
    @DeleteMapping("/v1/tokens/current")
    @Operation(summary = "Sign out: the session of this token ends on every node")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> signOut(@AuthenticationPrincipal SignedIn caller) {
        UUID session = caller.session();
        return session == null
                ? Mono.error(() -> Refusal.of(CallRefusal.FORBIDDEN))
                : sessions.end(session).then(sessions.announceEnd(session)).as(SeenThrough::of);
    }

    private Mono<IssuedTokens> byPasswordOfOne(TokenRequest request, Origin origin) {
        if ((request.phone() == null) == (request.operatorName() == null)) {
            return Mono.error(() -> Refusal.oneOf("phone", "operatorName"));
        }
        return request.operatorName() == null ? byPassword(request, origin) : byOperator(request, origin);
    }

    private Mono<IssuedTokens> byPassword(TokenRequest request, Origin origin) {
        Map<String, String> fields = request.fieldsOf("phone", "password", DEVICE, CHALLENGE);
        Phone phone = Phone.parse(fields.get("phone"));
        return meters.counted(Way.PASSWORD, signIn.memberByPassword(phone, fields.get("password"), origin));
    }

    private Mono<IssuedTokens> byOperator(TokenRequest request, Origin origin) {
        Map<String, String> fields = request.fieldsOf("operatorName", "password", DEVICE, CHALLENGE);
        return meters.counted(
                Way.OPERATOR, signIn.operator(fields.get("operatorName"), fields.get("password"), origin));
    }

    private Mono<IssuedTokens> byCode(TokenRequest request, Origin origin) {
        Map<String, String> fields = request.fieldsOf("phone", "code", DEVICE, CHALLENGE);
        Phone phone = Phone.parse(fields.get("phone"));
        return meters.counted(Way.CODE, signIn.memberByCode(phone, fields.get("code"), origin));
    }

    private Mono<IssuedTokens> byRefreshToken(TokenRequest request, Origin origin) {
        String token = request.fieldsOf("refreshToken").get("refreshToken");
        return meters.counted(Way.RENEWAL, renewal.renew(token, origin.address()));
    }

    private Mono<IssuedTokens> byMall(TokenRequest request) {
        Map<String, String> fields = request.fieldsOf("clientId", "clientSecret");
        return meters.counted(Way.CLIENT, signIn.mall(fields.get("clientId"), fields.get("clientSecret")));
    }
}
