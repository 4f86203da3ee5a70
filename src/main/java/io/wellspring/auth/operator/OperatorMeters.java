package io.wellspring.auth.operator;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.wellspring.pulse.Pulse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** {@code wellspring.operators}: how many there are. Without one, nobody can run the platform, and nothing else says so. */
@Configuration(proxyBeanMethods = false)
class OperatorMeters {

    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private volatile @Nullable Long operators;

    /** Unknown until they are first counted, so that a start raises no alarm. */
    OperatorMeters(MeterRegistry meters) {
        Gauge.builder("wellspring.operators", () -> operators)
                .description("Operators that there are, as this node counted last")
                .register(meters);
    }

    @Bean
    Pulse countingOperators(DatabaseClient database) {
        Mono<Void> look = database.sql("SELECT count(*) FROM operator")
                .mapValue(Long.class)
                .one()
                .doOnNext(counted -> operators = counted)
                .then();
        return new Pulse("the count of operators", PERIOD, TIMEOUT, look);
    }
}
