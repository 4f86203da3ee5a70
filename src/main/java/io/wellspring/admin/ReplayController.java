package io.wellspring.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.wellspring.api.Id;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.auth.session.Sessions;
import io.wellspring.plan.replay.ReplayNote;
import io.wellspring.plan.replay.Replays;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/** Where operators have a plan proved by replaying its log. */
@RestController
@RequestMapping("/v1/admin/plans/{planId}/replay")
class ReplayController {

    private final Replays replays;
    private final Sessions sessions;

    ReplayController(Replays replays, Sessions sessions) {
        this.replays = replays;
        this.sessions = sessions;
    }

    @PostMapping(produces = MediaType.APPLICATION_NDJSON_VALUE)
    @Operation(
            summary = "Replay a plan's whole log and compare: progress, each difference, at last a verdict, one a line",
            description = "Changes nothing, and ends when the caller hangs up. One at a time on each node.")
    Flux<ReplayNote> replay(@AuthenticationPrincipal SignedIn operator, @PathVariable String planId) {
        return sessions.confirm(operator).thenMany(Flux.defer(() -> replays.replay(Id.inPath(planId))));
    }
}
