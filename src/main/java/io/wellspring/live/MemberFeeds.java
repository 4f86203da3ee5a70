package io.wellspring.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.wellspring.plan.catalogue.TouchedMembers;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The members who watch on this node. Those of whom something changed are read again together, not one by one. */
@Component
class MemberFeeds {

    /** Read with one look; what is due beyond that waits for the next one. */
    private static final int AT_ONCE = 500;

    private final MemberPictures pictures;
    private final PlanWatch plans;
    private final JsonMapper json;
    private final Duration gap;
    private final Retries retries;
    private final Duration timeout;
    private final Map<Long, Watched> watched = new ConcurrentHashMap<>();
    private final Set<Long> due = ConcurrentHashMap.newKeySet();
    private final Set<Long> estimates = ConcurrentHashMap.newKeySet();

    MemberFeeds(
            MemberPictures pictures,
            PlanWatch plans,
            Retries retries,
            JsonMapper json,
            LiveSettings settings,
            MeterRegistry meters) {
        this.pictures = pictures;
        this.plans = plans;
        this.json = json;
        this.gap = settings.gap();
        this.retries = retries;
        this.timeout = Duration.ofMillis(settings.readTimeoutMillis());
        Gauge.builder("wellspring.live.members", watched, Map::size)
                .description("Members of whom somebody watches a picture on this node")
                .register(meters);
    }

    /** The frames for one who watches what a member has, from when it has been read. */
    Flux<byte[]> watch(long memberId, Connection line) {
        return Flux.using(() -> enter(memberId), feed -> frames(feed, line), feed -> leave(memberId));
    }

    private Flux<byte[]> frames(MemberFeed feed, Connection line) {
        return feed.ready()
                .timeout(timeout)
                .thenMany(Flux.defer(() -> feed.audience().join(line).startWith(retries.opening())));
    }

    private MemberFeed enter(long memberId) {
        MemberFeed feed = watched.compute(memberId, (id, known) -> known == null ? first() : known.plus(1))
                .feed();
        due.add(memberId);
        return feed;
    }

    private void leave(long memberId) {
        watched.computeIfPresent(memberId, (id, known) -> known.watchers() == 1 ? null : known.plus(-1));
    }

    void touched(TouchedMembers touched) {
        Collection<Long> members = touched.everybody() ? watched.keySet() : touched.members();
        members.forEach(this::touched);
    }

    private void touched(long memberId) {
        Watched known = watched.get(memberId);
        if (known != null) {
            known.feed().touch();
            due.add(memberId);
        }
    }

    /** A plan's figures have changed: what units are worth is known at once, and estimates are read again soon. */
    void planChanged(long planId) {
        watched.forEach((memberId, known) -> {
            if (known.feed().plans().contains(planId)) {
                known.feed().change();
            }
            if (known.feed().estimated().contains(planId)) {
                estimates.add(memberId);
            }
        });
    }

    /** Has those read again of whom estimates have grown old. */
    Mono<Void> renewEstimates() {
        return Mono.fromRunnable(() -> estimates.removeIf(memberId -> {
            due.add(memberId);
            return true;
        }));
    }

    void forEachClient(Consumer<Viewer> deed) {
        watched.values().forEach(known -> known.feed().audience().forEach(deed));
    }

    /** Reads those who are due; what fails stays due. */
    Mono<Void> beat() {
        List<Long> next =
                due.stream().filter(watched::containsKey).limit(AT_ONCE).toList();
        due.retainAll(watched.keySet());
        return next.isEmpty() ? Mono.empty() : read(next);
    }

    private Mono<Void> read(List<Long> members) {
        members.forEach(this::beginRead);
        return pictures.of(members)
                .doOnNext(this::show)
                .doOnError(failure -> due.addAll(members))
                .doOnCancel(() -> due.addAll(members))
                .then(Mono.fromRunnable(this::followPlans));
    }

    private void beginRead(long memberId) {
        due.remove(memberId);
        Watched known = watched.get(memberId);
        if (known != null) {
            known.feed().beginRead();
        }
    }

    private void show(MemberPicture picture) {
        Watched known = watched.get(picture.memberId());
        if (known != null) {
            known.feed().show(picture);
            if (picture.isBehind()) {
                estimates.add(picture.memberId());
            }
        }
    }

    private void followPlans() {
        Set<Long> held = watched.values().stream()
                .map(Watched::feed)
                .flatMap(feed -> Stream.concat(feed.plans().stream(), feed.estimated().stream()))
                .collect(Collectors.toSet());
        plans.follow(held, this::planChanged);
    }

    private Watched first() {
        return new Watched(new MemberFeed(plans.views(), json, gap), 1);
    }

    private record Watched(MemberFeed feed, int watchers) {

        Watched plus(int more) {
            return new Watched(feed, watchers + more);
        }
    }
}
