package io.wellspring.watch;

import io.wellspring.patience.Patience;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whether PostgreSQL answers: asked for two seconds, for those who ask do not wait for longer. */
@Component("r2dbcHealthIndicator")
class DatabaseHealth implements ReactiveHealthIndicator {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Mono<Health> health;

    DatabaseHealth(DatabaseClient database) {
        this.health = database.sql("SELECT 1")
                .fetch()
                .first()
                .as(Patience.atMost(PATIENCE))
                .thenReturn(Health.up().build())
                .onErrorReturn(Exception.class, Health.down().build());
    }

    @Override
    public Mono<Health> health() {
        return health;
    }
}
