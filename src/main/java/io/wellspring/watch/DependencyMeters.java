package io.wellspring.watch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.wellspring.patience.Patience;
import io.wellspring.pulse.Pulse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** {@code wellspring.dependency.up}: 1 while a server that the node needs answers, else 0. */
@Configuration(proxyBeanMethods = false)
class DependencyMeters {

    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final MeterRegistry meters;

    DependencyMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    @Bean
    Pulse watchOverPostgresql(DatabaseClient database) {
        Mono<Boolean> answers = database.sql("SELECT 1")
                .fetch()
                .first()
                .hasElement()
                .as(Patience.atMost(PATIENCE))
                .onErrorReturn(false);
        return watch("postgresql", answers);
    }

    @Bean
    Pulse watchOverRedis(ReactiveRedisConnectionFactory connections) {
        return watch("redis", new Redis(connections).answers());
    }

    /** Counts as there until it was asked, so that a start raises no alarm. */
    private Pulse watch(String name, Mono<Boolean> answers) {
        AtomicInteger up = new AtomicInteger(1);
        Gauge.builder("wellspring.dependency.up", up, AtomicInteger::get)
                .description("1 while what the node needs answers, else 0")
                .tag("dependency", name)
                .strongReference(true)
                .register(meters);
        Mono<Void> look = answers.doOnNext(there -> up.set(there ? 1 : 0)).then();
        return new Pulse("the watch over " + name, PERIOD, PATIENCE.multipliedBy(2), look);
    }
}
