package io.wellspring.limit;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisScriptingAsyncCommands;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.codec.StringCodec;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A connection to Redis for what every request asks. It is only used while it stands, so that nobody waits for it to
 * be made, and a question can be put on the thread that has it, an event loop too.
 */
@Component
class QuickRedis implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(QuickRedis.class);

    private final LettuceConnectionFactory connections;
    private final AtomicBoolean connecting = new AtomicBoolean();
    private final AtomicReference<@Nullable StatefulConnection<String, String>> connection = new AtomicReference<>();
    private volatile boolean running;

    QuickRedis(LettuceConnectionFactory connections) {
        this.connections = connections;
    }

    /** What the connection can do; an error as long as none has ever stood, and then a try to make one. */
    Mono<RedisScriptingAsyncCommands<String, String>> commands() {
        StatefulConnection<String, String> standing = connection.get();
        if (standing != null) {
            return Mono.just(commandsOf(standing));
        }
        connect();
        return Mono.error(() -> new RedisConnectionException("Redis was not there yet."));
    }

    /** Not waited for: without Redis the application starts all the same. */
    @Override
    public void start() {
        running = true;
        connect();
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    /** Done when the connection has gone: else the client, which stops next, would close it once more and complain. */
    @Override
    public void stop(Runnable done) {
        running = false;
        StatefulConnection<String, String> standing = connection.getAndSet(null);
        if (standing == null) {
            done.run();
        } else {
            standing.closeAsync().whenComplete((nothing, failure) -> done.run());
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the client is there, and gone before it goes. */
    @Override
    public int getPhase() {
        return connections.getPhase() + 1;
    }

    /** Once it has stood, the driver itself makes it anew as often as it breaks. */
    private void connect() {
        if (running && connecting.compareAndSet(false, true)) {
            Mono.fromCallable(() -> open(connections.getRequiredNativeClient()))
                    .subscribeOn(Schedulers.boundedElastic())
                    .doFinally(end -> connecting.set(false))
                    .subscribe(connection::set, failure -> log.debug("Redis is not there: {}", failure.toString()));
        }
    }

    private static StatefulConnection<String, String> open(AbstractRedisClient client) {
        return client instanceof RedisClusterClient cluster
                ? cluster.connect(StringCodec.UTF8)
                : ((RedisClient) client).connect(StringCodec.UTF8);
    }

    private static RedisScriptingAsyncCommands<String, String> commandsOf(StatefulConnection<String, String> standing) {
        return standing instanceof StatefulRedisClusterConnection<String, String> cluster
                ? cluster.async()
                : ((StatefulRedisConnection<String, String>) standing).async();
    }
}
