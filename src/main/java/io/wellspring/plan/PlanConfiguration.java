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
    private static final Duration WATCH_EVERY = Duration.ofSeconds(5);
    private static final Duration ADD_UP_EVERY = Duration.ofSeconds(15);
    private static final Duration PRUNE_EVERY = Duration.ofHours(1);
    private static final Duration GIVE_UP_PRUNING = Duration.ofSeconds(60);

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
    Pulse forgettingOldHistory(PlanHistory history) {
        return new Pulse(
                "the pruning of plans' histories", PRUNE_EVERY, GIVE_UP_PRUNING, Mono.defer(history::forgetOld));
    }

    @Bean
    Pulse watchOverPlans(PlanGauges gauges) {
        return new Pulse("the watch over plans", WATCH_EVERY, GIVE_UP, Mono.defer(gauges::look));
    }

    @Bean
    Pulse watchOverMoney(MoneyGauges gauges) {
        return new Pulse("the watch over what plans have given", ADD_UP_EVERY, GIVE_UP, Mono.defer(gauges::look));
    }

    @Bean
    JacksonModule ratesAsText() {
        return new RateJson();
    }
}
