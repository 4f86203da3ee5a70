package io.wellspring.watch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.wellspring.pulse.Pulse;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.ReactiveRedisConnection;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import reactor.core.publisher.Mono;

/** {@code wellspring.redis.memory}: at its limit Redis keeps no limit and no code, and it has no exporter of its own. */
@Configuration(proxyBeanMethods = false)
class RedisMemoryMeters {

    private static final Duration PERIOD = Duration.ofSeconds(30);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private volatile @Nullable Long usedBytes;
    private volatile @Nullable Long maxBytes;

    RedisMemoryMeters(MeterRegistry meters) {
        Gauge.builder("wellspring.redis.memory.used", () -> usedBytes)
                .description("Memory that Redis uses, as this node read it last")
                .baseUnit("bytes")
                .register(meters);
        Gauge.builder("wellspring.redis.memory.max", () -> maxBytes)
                .description("Memory that Redis may use; 0 where it has no limit")
                .baseUnit("bytes")
                .register(meters);
    }

    @Bean
    Pulse watchOverTheMemoryOfRedis(ReactiveRedisConnectionFactory connections) {
        Mono<Void> look = Mono.usingWhen(
                        Mono.fromSupplier(connections::getReactiveConnection),
                        connection -> connection.serverCommands().info("memory"),
                        ReactiveRedisConnection::closeLater)
                .doOnNext(this::keep)
                .then();
        return new Pulse("the watch over the memory of Redis", PERIOD, TIMEOUT, look);
    }

    private void keep(Properties memory) {
        usedBytes = Long.valueOf(memory.getProperty("used_memory"));
        maxBytes = Long.valueOf(memory.getProperty("maxmemory"));
    }
}
