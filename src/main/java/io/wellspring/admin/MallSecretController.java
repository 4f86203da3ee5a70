package io.wellspring.admin;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.NOT_REQUIRED;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.wellspring.api.CallableBy;
import io.wellspring.api.Caller;
import io.wellspring.api.Id;
import io.wellspring.api.IdempotencyKey;
import io.wellspring.auth.caller.OperatorRequest;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.auth.mall.MallChanges;
import io.wellspring.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Where operators change the secrets of a mall. Its orders stay its own, whichever secret they came by. */
@RestController
@CallableBy(Caller.OPERATOR)
@RequestMapping("/v1/admin/malls/{mallId}/secrets")
class MallSecretController {

    private final MallChanges changes;

    MallSecretController(MallChanges changes) {
        this.changes = changes;
    }

    @PostMapping
    @Operation(
            summary = "Give a mall another secret, which is shown this once; older ones serve beside it for a while",
            description =
                    "Orders that were sent by an older secret are known by the new one. A repeat under the same key "
                            + "makes no other secret and answers 200 without it: where the first answer was lost, end that "
                            + "secret and make another.")
    @ApiResponse(responseCode = "200", description = "Made before under this key", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "201", description = "Made", useReturnTypeSchema = true)
    Mono<ResponseEntity<MallCredential>> add(
            @AuthenticationPrincipal SignedIn operator,
            @PathVariable String mallId,
            @Parameter(description = MallCredential.KEY)
                    @RequestHeader(name = IdempotencyKey.HEADER, required = false)
                    @Nullable
                    String key,
            @RequestBody Mono<MallSecretRequest> body) {
        return body.map(MallSecretRequest::checked)
                .flatMap(wish -> changes.addSecret(
                        OperatorRequest.by(operator).under(IdempotencyKey.optional(key), wish.fingerprint(mallId)),
                        mallId,
                        wish.overlapHours()))
                .map(made -> ResponseEntity.status(made.secret() == null ? HttpStatus.OK : HttpStatus.CREATED)
                        .body(MallCredential.of(made)));
    }

    @DeleteMapping("/{secretId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "End a secret of a mall at once, and the tokens that were issued for it")
    Mono<Void> end(
            @AuthenticationPrincipal SignedIn operator, @PathVariable String mallId, @PathVariable String secretId) {
        return changes.endSecret(OperatorRequest.by(operator), mallId, Id.inPath(secretId));
    }

    /** How a new secret follows the older ones. */
    record MallSecretRequest(
            @Schema(
                    requiredMode = NOT_REQUIRED,
                    description =
                            "For how many hours older secrets serve beside the new one, 0 to 2160; 0 ends them at "
                                    + "once. A week where it is not given",
                    example = "72")
            @Nullable
            Integer overlapHours) {

        private static final int LONGEST = 2160;

        MallSecretRequest checked() {
            if (overlapHours != null && (overlapHours < 0 || overlapHours > LONGEST)) {
                throw Refusal.outOfRange("overlapHours", 0, LONGEST);
            }
            return this;
        }

        byte[] fingerprint(String mallId) {
            return IdempotencyKey.fingerprint("secret of " + mallId + "\n" + overlapHours);
        }
    }
}
