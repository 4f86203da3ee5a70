package io.wellspring.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.wellspring.api.CallableBy;
import io.wellspring.api.Caller;
import io.wellspring.api.Unhurried;
import io.wellspring.member.PhoneKeyFigures;
import io.wellspring.member.PhoneKeyFigures.Figures;
import java.time.Duration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Where operators see how far the numbers have followed new keys. */
@RestController
@CallableBy(Caller.OPERATOR)
class PhoneKeyController {

    private static final Duration GIVE_UP = Duration.ofSeconds(20);

    private final PhoneKeyFigures figures;

    PhoneKeyController(PhoneKeyFigures figures) {
        this.figures = figures;
    }

    @Unhurried
    @GetMapping("/v1/admin/phone-keys")
    @Operation(
            summary = "How many numbers each key encrypts and finds, and which keys may leave the settings",
            description = "Counted at this moment; the keys are those of the node that answers.")
    Mono<Figures> read() {
        return Mono.defer(figures::read).timeout(GIVE_UP);
    }
}
