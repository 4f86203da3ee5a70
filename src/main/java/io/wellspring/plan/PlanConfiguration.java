package io.wellspring.plan;

import io.wellspring.pulse.Pulse;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JacksonModule;

/** What recurs in this room, and how its parameters read as JSON. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({PlanSettings.class, RewardSettings.class})
class PlanConfiguration {

    private static final Duration GIVE_UP = Duration.ofSeconds(5);

    @Bean
    Pulse wakingPlansWithPendingCommands(Backlog backlog, PlanWriters writers, PlanSettings settings) {
        return new Pulse(
                "the look for pending commands",
                Duration.ofMillis(settings.pollMillis()),
                GIVE_UP,
                backlog.plansWithPending().doOnNext(writers::wake).then());
    }

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

    @Bean
    JacksonModule ratesAsText() {
        return new RateJson();
    }
}
