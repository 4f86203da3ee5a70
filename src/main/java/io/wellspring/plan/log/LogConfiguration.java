package io.wellspring.plan.log;

import io.wellspring.plan.register.PlanSettings;
import io.wellspring.pulse.Pulse;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Looks for outcomes that callers wait for, and for days that are over. */
@Configuration(proxyBeanMethods = false)
class LogConfiguration {

    private static final Duration GIVE_UP = Duration.ofSeconds(5);

    @Bean
    Pulse tellingOutcomes(Outcomes outcomes, PlanSettings settings) {
        return new Pulse(
                "the look for outcomes",
                Duration.ofMillis(settings.outcomePollMillis()),
                GIVE_UP,
                Mono.defer(outcomes::look));
    }

    @Bean
    Pulse tickingPlans(Ticks ticks, PlanSettings settings) {
        return new Pulse("the tick", Duration.ofMillis(settings.tickMillis()), GIVE_UP, ticks.append());
    }
}
