package io.wellspring.live;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.wellspring.api.Id;
import io.wellspring.plan.PlanView;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A plan as it changes, for everybody (design, sections 7 and 8). */
@RestController
class PlanLiveController {

    private final Streams streams;

    PlanLiveController(Streams streams) {
        this.streams = streams;
    }

    @GetMapping(path = "/v1/plans/{planId}/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            summary = "The plan as it changes, as server-sent events: the state of now first, then each newer one",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content =
                                    @Content(
                                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                                            schema = @Schema(implementation = PlanView.class))))
    Mono<Void> live(@PathVariable String planId, ServerHttpResponse response) {
        HttpHeaders headers = response.getHeaders();
        headers.setContentType(MediaType.TEXT_EVENT_STREAM);
        headers.setCacheControl(CacheControl.noStore());
        // Proxies that collect an answer before they pass it on know this header.
        headers.set("X-Accel-Buffering", "no");
        return response.writeAndFlushWith(buffers(streams.of(Id.inPath(planId)), response.bufferFactory()));
    }

    /** The bytes are wrapped and not copied: every watcher of a plan is sent the same array. */
    private static Flux<Mono<DataBuffer>> buffers(Flux<byte[]> frames, DataBufferFactory factory) {
        return frames.map(frame -> Mono.fromSupplier(() -> factory.wrap(frame)));
    }
}
