package io.wellspring.watch;

import io.wellspring.patience.Patience;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.data.redis.connection.ReactiveRedisConnection;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.connection.SetCondition;
import org.springframework.data.redis.core.types.Expiration;
import reactor.core.publisher.Mono;

/** Whether Redis answers and takes what it is given: one that is full still answers, and keeps no limit and no code. */
final class Redis {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration KEPT = Duration.ofSeconds(10);

    /** Gone soon; its slot is one for all nodes. */
    private static final ByteBuffer KEY = StandardCharsets.UTF_8.encode("watch:{written}");

    private final ReactiveRedisConnectionFactory connections;

    Redis(ReactiveRedisConnectionFactory connections) {
        this.connections = connections;
    }

    /** Never fails: what keeps Redis from answering does not matter here. */
    Mono<Boolean> answers() {
        return Mono.usingWhen(
                        Mono.fromSupplier(connections::getReactiveConnection),
                        Redis::write,
                        connection -> connection.closeLater())
                .as(Patience.atMost(PATIENCE))
                .onErrorReturn(false);
    }

    private static Mono<Boolean> write(ReactiveRedisConnection connection) {
        return connection
                .stringCommands()
                .set(KEY.duplicate(), KEY.duplicate(), SetCondition.upsert(), Expiration.from(KEPT));
    }
}
