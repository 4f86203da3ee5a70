package io.wellspring.local;

import io.swagger.v3.oas.annotations.Hidden;
import io.wellspring.api.CallableBy;
import io.wellspring.api.Caller;
import io.wellspring.api.Required;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Tells and moves the database's time, to see a business day close without waiting for it. */
@Hidden
@RestController
@CallableBy(Caller.ANYBODY)
@RequestMapping("/local/clock")
@Profile("local")
class ClockController {

    private final LocalClock clock;

    ClockController(LocalClock clock) {
        this.clock = clock;
    }

    record Advance(@Nullable String advance) {}

    record Now(Instant now) {}

    @GetMapping
    Mono<Now> now() {
        return clock.now().map(Now::new);
    }

    @PostMapping
    Mono<Now> advance(@RequestBody Advance body) {
        return clock.advance(ClockStep.of(Required.field("advance", body.advance())))
                .map(Now::new);
    }
}
