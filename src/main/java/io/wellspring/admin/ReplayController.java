package io.wellspring.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.wellspring.api.CallableBy;
import io.wellspring.api.Caller;
import io.wellspring.api.Id;
import io.wellspring.plan.replay.ReplayNote;
import io.wellspring.plan.replay.Replays;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/** Where operators have a plan proved by replaying its log. */
@RestController
@CallableBy(Caller.OPERATOR)
@RequestMapping("/v1/admin/plans/{planId}/replays")
class ReplayController {

    private final Replays replays;

    ReplayController(Replays replays) {
        this.replays = replays;
    }

    @PostMapping(produces = MediaType.APPLICATION_NDJSON_VALUE)
    @Operation(
            summary = "Replay a plan's whole log and compare: progress, each difference, at last a verdict, one a line",
            description = "Changes nothing, and ends when the caller hangs up. One at a time on each node.")
    Flux<ReplayNote> replay(@PathVariable String planId) {
        return replays.replay(Id.inPath(planId));
    }
}
