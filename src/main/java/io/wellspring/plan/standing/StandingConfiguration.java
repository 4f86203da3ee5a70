package io.wellspring.plan.standing;

import io.wellspring.pulse.Pulse;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Reads the figures that alerts and dashboards want. */
@Configuration(proxyBeanMethods = false)
class StandingConfiguration {

    private static final Duration GIVE_UP = Duration.ofSeconds(5);
    private static final Duration WATCH_EVERY = Duration.ofSeconds(5);
    private static final Duration ADD_UP_EVERY = Duration.ofSeconds(15);

    @Bean
    Pulse watchOverPlans(PlanGauges gauges) {
        return new Pulse("the watch over plans", WATCH_EVERY, GIVE_UP, Mono.defer(gauges::look));
    }

    @Bean
    Pulse watchOverMoney(MoneyGauges gauges) {
        return new Pulse("the watch over what plans have given", ADD_UP_EVERY, GIVE_UP, Mono.defer(gauges::look));
    }
}
