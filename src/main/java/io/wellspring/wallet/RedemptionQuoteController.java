package io.wellspring.wallet;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.CallableBy;
import io.wellspring.api.Caller;
import io.wellspring.api.Required;
import io.wellspring.auth.caller.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Where members see what a redemption would bring before they ask for it. */
@RestController
@CallableBy(Caller.MEMBER)
class RedemptionQuoteController {

    static final String UNITS = "Above 0 and at most 1000000000000, with at most 6 decimal digits";

    private final Redemptions redemptions;

    RedemptionQuoteController(Redemptions redemptions) {
        this.redemptions = redemptions;
    }

    @PostMapping("/v1/me/redemption-quotes")
    @Operation(
            summary = "What a redemption would bring now",
            description =
                    "Nothing is written, and nothing is promised: the redemption is decided at the price of its own "
                            + "moment, which may differ when the plan has changed. Refused for the reasons for which the "
                            + "redemption would be.")
    Mono<RedemptionQuote> quote(
            @AuthenticationPrincipal SignedIn member, @RequestBody Mono<RedemptionQuoteRequest> asked) {
        return asked.flatMap(request -> redemptions.quote(
                        member.memberId(),
                        Required.field("planId", request.planId()),
                        Required.field("units", request.units())))
                .map(RedemptionQuote::of);
    }

    /** What a member thinks of selling. */
    record RedemptionQuoteRequest(
            @Schema(requiredMode = REQUIRED, example = "1") @Nullable
            String planId,

            @Schema(requiredMode = REQUIRED, description = UNITS, example = "21") @Nullable
            String units) {}
}
