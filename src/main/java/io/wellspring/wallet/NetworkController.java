package io.wellspring.wallet;

import io.swagger.v3.oas.annotations.Operation;
import io.wellspring.api.CallableBy;
import io.wellspring.api.Caller;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.plan.release.MemberNetwork;
import io.wellspring.plan.release.MemberNetworks;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Who is below a member, and what their orders brought. */
@RestController
@CallableBy(Caller.MEMBER)
class NetworkController {

    private final MemberNetworks reports;

    NetworkController(MemberNetworks reports) {
        this.reports = reports;
    }

    @GetMapping("/v1/me/network")
    @Operation(
            summary = "How many are below the member, and what their orders brought to each plan that releases points",
            description = "In figures that name nobody; a moment behind.")
    Mono<MemberNetwork> network(@AuthenticationPrincipal SignedIn member) {
        return reports.of(member.memberId());
    }
}
