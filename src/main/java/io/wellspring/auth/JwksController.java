package io.wellspring.auth;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Duration;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Publishes the public halves of the signing keys, so that others can verify our tokens. */
@RestController
class JwksController {

    private static final Duration FRESH = Duration.ofMinutes(5);

    private final Map<String, Object> published;

    JwksController(SigningKeys keys) {
        this.published = keys.all().toPublicJWKSet().toJSONObject();
    }

    @GetMapping("/.well-known/jwks.json")
    @Operation(summary = "The public keys that verify access tokens")
    ResponseEntity<Map<String, Object>> jwks() {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(FRESH).cachePublic())
                .body(published);
    }
}
