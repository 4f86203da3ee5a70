package io.wellspring.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationPredicate;
import io.wellspring.api.Described;
import io.wellspring.plan.catalogue.PlanCatalogue;
import io.wellspring.pulse.Pulse;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import reactor.core.publisher.Mono;

/** What recurs in this room. Each copy is compared on its own, so that Redis away does not hold up the streams. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LiveSettings.class)
class LiveConfiguration {

    private static final Duration GIVE_UP = Duration.ofSeconds(5);

    @Bean
    Described endsOfStreams() {
        return new Described(List.of(Ending.StreamEnd.class));
    }

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

    /** A stream takes as long as somebody watches, which says nothing, and would be kept in memory all that time. */
    @Bean
    ObservationPredicate streamsAreNotTimed() {
        return (name, context) -> !(context instanceof ServerRequestObservationContext request
                && request.getCarrier() != null
                && request.getCarrier().getPath().value().endsWith("/live"));
    }

    @Bean
    Pulse beatingStreams(Streams streams, LiveSettings settings) {
        return new Pulse("the beat of the streams", settings.heartbeat(), GIVE_UP, Mono.defer(streams::beat));
    }

    @Bean
    Pulse readingMembers(MemberFeeds members, LiveSettings settings) {
        return new Pulse(
                "the reading of members who watch",
                Duration.ofMillis(settings.membersMillis()),
                GIVE_UP,
                Mono.defer(members::beat));
    }

    @Bean
    Pulse renewingEstimates(MemberFeeds members, LiveSettings settings) {
        return new Pulse(
                "the renewal of estimates",
                Duration.ofMillis(settings.estimatesMillis()),
                GIVE_UP,
                Mono.defer(members::renewEstimates));
    }

    @Bean
    Pulse missingNoMembers(MemberDrift drift, LiveSettings settings) {
        return new Pulse(
                "the comparison of what was told of members",
                Duration.ofMillis(settings.reconcileMillis()),
                GIVE_UP,
                Mono.defer(drift::beat));
    }

    @Bean
    Pulse guardingStreams(StreamExpiry guard, LiveSettings settings) {
        return new Pulse(
                "the look at the sessions of those who watch",
                Duration.ofMillis(settings.guardMillis()),
                GIVE_UP,
                Mono.defer(guard::beat));
    }

    private static Pulse pulse(Reconciler reconciler, Replica copy, LiveSettings settings) {
        return new Pulse(
                "the comparison of plans in " + copy.name(),
                Duration.ofMillis(settings.reconcileMillis()),
                GIVE_UP,
                Mono.defer(reconciler::beat));
    }
}
