package io.wellspring.plan.writer;

import io.wellspring.plan.log.Backlog;
import io.wellspring.plan.register.PlanSettings;
import io.wellspring.pulse.Pulse;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wakes plans whose commands another node appended. */
@Configuration(proxyBeanMethods = false)
class WriterConfiguration {

    private static final Duration GIVE_UP = Duration.ofSeconds(5);

    @Bean
    Pulse wakingPlansWithPendingCommands(Backlog backlog, PlanWriters writers, PlanSettings settings) {
        return new Pulse(
                "the look for pending commands",
                Duration.ofMillis(settings.pollMillis()),
                GIVE_UP,
                backlog.plansWithPending().doOnNext(writers::wake).then());
    }
}
