package io.wellspring.live;

import io.wellspring.auth.caller.SignedIn;
import io.wellspring.auth.session.Sessions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Ends the streams of those who may no longer watch: their token has expired, or their session has ended. */
@Component
class StreamExpiry {

    private final Sessions sessions;
    private final Clock clock;
    private final Set<Watching> open = ConcurrentHashMap.newKeySet();

    StreamExpiry(Sessions sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /** The frames while the caller's token is good, and then the one that says why the stream ends. */
    Flux<byte[]> whileGood(SignedIn caller, Flux<byte[]> frames) {
        return Flux.using(
                () -> enter(caller),
                watching -> frames.takeUntilOther(watching.end.asMono()).concatWith(Mono.defer(watching::last)),
                open::remove);
    }

    /** Looks at all of them, at their sessions with one query. */
    Mono<Void> beat() {
        Instant now = clock.instant();
        open.stream().filter(watching -> watching.hasExpired(now)).forEach(late -> late.end(Ending.TOKEN_EXPIRED));
        List<UUID> asked = open.stream().map(Watching::session).distinct().toList();
        return asked.isEmpty()
                ? Mono.empty()
                : sessions.ended(asked).collectList().doOnNext(this::signOut).then();
    }

    private void signOut(List<UUID> ended) {
        open.stream()
                .filter(watching -> ended.contains(watching.session()))
                .forEach(watching -> watching.end(Ending.SIGNED_OUT));
    }

    private Watching enter(SignedIn caller) {
        Watching watching = new Watching(caller);
        open.add(watching);
        return watching;
    }

    /** One stream of a member. */
    private static final class Watching {

        private final SignedIn caller;
        private final Sinks.Empty<Void> end = Sinks.empty();
        private volatile @Nullable Ending ending;

        Watching(SignedIn caller) {
            this.caller = caller;
        }

        UUID session() {
            return Objects.requireNonNull(caller.session());
        }

        boolean hasExpired(Instant now) {
            return !now.isBefore(Objects.requireNonNull(caller.expiresAt()));
        }

        void end(Ending reason) {
            ending = reason;
            end.tryEmitEmpty();
        }

        /** None, where the stream ended for another reason. */
        Mono<byte[]> last() {
            Ending reason = ending;
            return reason == null ? Mono.empty() : Mono.just(reason.frame());
        }
    }
}
