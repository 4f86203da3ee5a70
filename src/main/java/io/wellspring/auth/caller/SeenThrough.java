package io.wellspring.auth.caller;

import reactor.core.publisher.Mono;

/** Work that goes on to its end when its caller leaves: what follows a commit must not depend on who still listens. */
public final class SeenThrough {

    private SeenThrough() {}

    /** Begins when it is subscribed to, as any other; only leaving does not end it. The work has bounds of its own. */
    public static <T> Mono<T> of(Mono<T> work) {
        return Mono.fromFuture(work::toFuture, true);
    }
}
