package io.wellspring.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.wellspring.api.Unhurried;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.auth.session.Sessions;
import io.wellspring.member.PhoneKeyFigures;
import io.wellspring.member.PhoneKeyFigures.Figures;
import java.time.Duration;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Where operators see how far the numbers have followed new keys. */
@RestController
class PhoneKeyController {

    private static final Duration GIVE_UP = Duration.ofSeconds(20);

    private final PhoneKeyFigures figures;
    private final Sessions sessions;

    PhoneKeyController(PhoneKeyFigures figures, Sessions sessions) {
        this.figures = figures;
        this.sessions = sessions;
    }

    @Unhurried
    @GetMapping("/v1/admin/phone-keys")
    @Operation(
            summary = "How many numbers each key encrypts and finds, and which keys may leave the settings",
            description = "Counted at this moment; the keys are those of the node that answers.")
    Mono<Figures> read(@AuthenticationPrincipal SignedIn operator) {
        return sessions.confirm(operator).then(Mono.defer(figures::read)).timeout(GIVE_UP);
    }
}
