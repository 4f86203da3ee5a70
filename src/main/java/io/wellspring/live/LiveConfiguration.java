package io.wellspring.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.wellspring.plan.PlanCatalogue;
import io.wellspring.pulse.Pulse;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** What recurs in this room: each copy is compared on its own, so that Redis away does not hold up the streams. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LiveSettings.class)
class LiveConfiguration {

    private static final Duration GIVE_UP = Duration.ofSeconds(5);

    @Bean
    Pulse reconcilingStreams(
            Feeds feeds,
            PlanCatalogue catalogue,
            Epochs epochs,
            PlanEvents events,
            MeterRegistry meters,
            LiveSettings settings) {
        return pulse(new Reconciler(feeds, catalogue, epochs, events, meters, settings), feeds, settings);
    }

    @Bean
    Pulse reconcilingRedis(
            PlanSnapshots snapshots,
            PlanCatalogue catalogue,
            Epochs epochs,
            PlanEvents events,
            MeterRegistry meters,
            LiveSettings settings) {
        return pulse(new Reconciler(snapshots, catalogue, epochs, events, meters, settings), snapshots, settings);
    }

    private static Pulse pulse(Reconciler reconciler, Copy copy, LiveSettings settings) {
        return new Pulse(
                "the comparison of plans in " + copy.name(),
                Duration.ofMillis(settings.reconcileMillis()),
                GIVE_UP,
                Mono.defer(reconciler::beat));
    }
}
