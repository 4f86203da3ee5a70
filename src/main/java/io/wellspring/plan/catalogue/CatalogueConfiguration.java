package io.wellspring.plan.catalogue;

import io.wellspring.pulse.Pulse;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Prunes what charts no longer show. */
@Configuration(proxyBeanMethods = false)
class CatalogueConfiguration {

    private static final Duration PRUNE_EVERY = Duration.ofHours(1);
    private static final Duration GIVE_UP = Duration.ofSeconds(60);

    @Bean
    Pulse forgettingOldHistory(PlanHistory history) {
        return new Pulse("the pruning of plans' histories", PRUNE_EVERY, GIVE_UP, Mono.defer(history::forgetOld));
    }
}
