package io.wellspring.auth.session;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.wellspring.api.CallableBy;
import io.wellspring.api.Caller;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Publishes the public halves of the signing keys, so that others can verify our tokens. */
@RestController
@CallableBy(Caller.ANYBODY)
class JwksController {

    private static final Duration FRESH = Duration.ofMinutes(5);

    private final Map<String, Object> published;

    JwksController(SigningKeys keys) {
        this.published = keys.all().toPublicJWKSet().toJSONObject();
    }

    @GetMapping("/.well-known/jwks.json")
    @Operation(summary = "The public keys that verify access tokens")
    @ApiResponse(
            responseCode = "200",
            description = "A JWK set",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(implementation = PublicKeys.class)))
    ResponseEntity<Map<String, Object>> jwks() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(FRESH).cachePublic())
                .body(published);
    }

    /** What the library publishes. */
    record PublicKeys(List<PublicKey> keys) {}

    /** One of them. */
    record PublicKey(
            String kty,
            String crv,
            String kid,
            String x,
            String y,
            @Nullable String use,
            @Nullable String alg) {}
}
