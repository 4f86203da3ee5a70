package io.wellspring.watch;

import java.time.Duration;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import reactor.core.publisher.Mono;

/** Whether Redis answers. */
final class Redis {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ReactiveRedisConnectionFactory connections;

    Redis(ReactiveRedisConnectionFactory connections) {
        this.connections = connections;
    }

    /** Never fails: what keeps Redis from answering does not matter here. */
    Mono<Boolean> answers() {
        return Mono.usingWhen(
                        Mono.fromSupplier(connections::getReactiveConnection),
                        connection -> connection.ping(),
                        connection -> connection.closeLater())
                .hasElement()
                .timeout(PATIENCE)
                .onErrorReturn(false);
    }
}
