package io.wellspring.live;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.wellspring.api.CallableBy;
import io.wellspring.api.Caller;
import io.wellspring.api.Id;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A plan as it changes, for everybody. */
@RestController
@CallableBy(Caller.ANYBODY)
class PlanLiveController {

    private final Streams streams;
    private final Wire wire;

    PlanLiveController(Streams streams, Wire wire) {
        this.streams = streams;
        this.wire = wire;
    }

    @GetMapping(path = "/v1/plans/{planId}/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            summary = "The plan as it changes, as server-sent events: the state of now first, then newer ones",
            description = "At most four a second; what comes in between is passed over. Comments keep a quiet stream "
                    + "open. To be read with a client for such streams, such as `curl -N`: *Try it out* waits "
                    + "without end, and a method that was generated for this call cannot read it.\n\n"
                    + "- `plan`: its `id` is the plan's version, its `data` a `PlanView`, whole each time\n"
                    + "- `end`: its `data` is a `StreamEnd`, which tells why the stream ends",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content =
                                    @Content(
                                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                                            schema = @Schema(type = "string"))))
    Mono<Void> live(@PathVariable String planId, ServerHttpResponse response) {
        return wire.send(streams.ofPlan(Id.inPath(planId), wire.under(response)), response);
    }
}
