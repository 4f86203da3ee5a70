package io.wellspring.auth.session;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.CallableBy;
import io.wellspring.api.Caller;
import io.wellspring.auth.caller.SignedIn;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Where a member gets a ticket for a reader of streams that cannot send a token. */
@RestController
@CallableBy(Caller.MEMBER)
class LiveTicketController {

    private final LiveTickets tickets;
    private final Sessions sessions;

    LiveTicketController(LiveTickets tickets, Sessions sessions) {
        this.tickets = tickets;
        this.sessions = sessions;
    }

    @PostMapping("/v1/me/live-tickets")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "A ticket that opens the stream of the member once, for a browser's own reader of streams",
            description = "It is sent as the parameter `ticket`. The stream ends with the token that got the ticket.")
    Mono<LiveTicket> issue(@AuthenticationPrincipal SignedIn member) {
        return sessions.confirm(member)
                .then(Mono.defer(() -> tickets.issue(member)))
                .map(ticket -> new LiveTicket(ticket, LiveTickets.GOOD_FOR.toSeconds()));
    }

    record LiveTicket(String ticket, @Schema(example = "30") long expiresInSeconds) {}
}
