package io.wellspring.auth.account;

import io.swagger.v3.oas.annotations.Operation;
import io.wellspring.api.CallRefusal;
import io.wellspring.api.CallableBy;
import io.wellspring.api.Caller;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.member.Members;
import io.wellspring.refusal.Refusal;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What members see of themselves. */
@RestController
@CallableBy(Caller.MEMBER)
class MeController {

    private final Members members;

    MeController(Members members) {
        this.members = members;
    }

    @GetMapping("/v1/me")
    @Operation(summary = "The member who is signed in")
    Mono<Profile> me(@AuthenticationPrincipal SignedIn caller) {
        return members.findById(caller.memberId())
                .map(Profile::of)
                .switchIfEmpty(Mono.error(() -> Refusal.of(CallRefusal.SESSION_ENDED)));
    }
}
