package io.wellspring.live;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.wellspring.api.CallableBy;
import io.wellspring.api.Caller;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.auth.session.Sessions;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a member has, as it changes. */
@RestController
@CallableBy(Caller.MEMBER)
class MemberLiveController {

    private final Streams streams;
    private final Sessions sessions;
    private final Wire wire;

    MemberLiveController(Streams streams, Sessions sessions, Wire wire) {
        this.streams = streams;
        this.sessions = sessions;
        this.wire = wire;
    }

    /** @param ticket has been looked at before the call; it stands here as one of the parameters that the call takes */
    @GetMapping(path = "/v1/me/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            summary =
                    "What the member has as it changes, as server-sent events: balances and what they are worth, what "
                            + "today would bring, the last movements",
            description = "At most four a second. Comments keep a quiet stream open. A browser that cannot send the "
                    + "token sends a ticket as the parameter `ticket` instead. To be read with a client for such "
                    + "streams, such as `curl -N -H 'Authorization: Bearer …'`: *Try it out* waits without end, and a "
                    + "method that was generated for this call cannot read it.\n\n"
                    + "- `member`: without an `id`; its `data` is a `MemberEvent`, whole each time\n"
                    + "- `end`: its `data` is a `StreamEnd`, which tells why the stream ends",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content =
                                    @Content(
                                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                                            schema = @Schema(type = "string"))))
    Mono<Void> live(
            @AuthenticationPrincipal SignedIn caller,
            @RequestParam(required = false) @Nullable String ticket,
            ServerHttpResponse response) {
        Flux<byte[]> confirmed = streams.orBusy(sessions.confirm(caller).thenMany(Flux.empty()));
        Flux<byte[]> frames = Flux.defer(() -> streams.ofMember(caller, wire.under(response)));
        return wire.send(confirmed.switchIfEmpty(frames), response);
    }
}
