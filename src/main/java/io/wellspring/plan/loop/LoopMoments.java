package io.wellspring.plan.loop;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.wellspring.ledger.Statements;
import io.wellspring.ledger.Statements.Held;
import io.wellspring.plan.loop.LoopHoldings.Counted;
import io.wellspring.plan.loop.LoopHoldings.Seen;
import io.wellspring.plan.loop.rules.DayPools;
import io.wellspring.plan.loop.rules.LoopMember;
import io.wellspring.plan.loop.rules.LoopParameters;
import io.wellspring.plan.register.Plan;
import io.wellspring.plan.register.PlanVersions;
import io.wellspring.value.AssetCode;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * LOOP plans at single moments, for estimates. To count who takes part reads all members of a plan, so a count serves until
 * the plan changes, and where counting takes long until a while after that: then all that is told is of its moment.
 */
@Component
class LoopMoments {

    private static final Duration GIVE_UP = Duration.ofSeconds(5);
    private static final Duration QUICK = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    /** So much longer than a count took, the next one waits: counting takes a small part of a database's time. */
    private static final int PAUSES = 10;

    private static final int PLANS = 1_000;

    private final LoopHoldings holdings;
    private final PlanVersions versions;
    private final Statements statements;
    private final LoopJson json;
    private final LoadingCache<Key, Counts> counts =
            Caffeine.newBuilder().maximumSize(PLANS).build(Counts::new);

    LoopMoments(LoopHoldings holdings, PlanVersions versions, Statements statements, LoopJson json) {
        this.holdings = holdings;
        this.versions = versions;
        this.statements = statements;
        this.json = json;
    }

    /** How the plan stands now, and what these members have in it. */
    Mono<Seen> now(long planId, Collection<Long> members) {
        return holdings.seen(planId, members);
    }

    /** The moment at which a plan was seen, or the last one before it at which all of its members were counted. */
    Mono<LoopMoment> of(Seen seen) {
        Plan plan = seen.plan();
        return versions.on(plan.id(), plan.openDay()).flatMap(version -> {
            LoopParameters parameters = json.parameters(version);
            return counts.get(new Key(plan.id(), version.number()))
                    .of(plan, parameters)
                    .filter(counted -> counted.plan().openDay().equals(plan.openDay()))
                    .flatMap(counted -> members(seen, counted)
                            .map(members ->
                                    new LoopMoment(counted.plan(), version, pools(counted, parameters), members)));
        });
    }

    private DayPools pools(Counted counted, LoopParameters parameters) {
        return DayPools.of(parameters, json.state(counted.plan()), counted.turnout());
    }

    /** What the members had when all were counted. */
    private Mono<List<LoopMember>> members(Seen seen, Counted counted) {
        return seen.plan().version() == counted.plan().version()
                ? Mono.just(seen.members())
                : statements
                        .balancesAt(
                                seen.members().stream()
                                        .map(LoopMember::memberId)
                                        .toList(),
                                counted.plan().id(),
                                counted.plan().lastPosition())
                        .collectMultimap(Held::memberId)
                        .map(held -> held.entrySet().stream()
                                .map(LoopMoments::member)
                                .toList());
    }

    private static LoopMember member(Map.Entry<Long, Collection<Held>> of) {
        return new LoopMember(
                of.getKey(), amount(of.getValue(), AssetCode.QUOTA), amount(of.getValue(), AssetCode.SHARE));
    }

    private static long amount(Collection<Held> held, AssetCode asset) {
        return held.stream()
                .filter(one -> one.balance().asset().code() == asset)
                .mapToLong(one -> one.balance().amount())
                .sum();
    }

    /** Parameters decide who counts for which level. */
    private record Key(long planId, int version) {}

    /** The counts of one plan: those who ask while one runs share it. */
    private final class Counts {

        private final Key key;
        private volatile @Nullable Counted last;
        private volatile @Nullable Mono<Counted> next;

        Counts(Key key) {
            this.key = key;
        }

        Mono<Counted> of(Plan plan, LoopParameters parameters) {
            Counted known = last;
            return known != null && known.plan().version() == plan.version() ? Mono.just(known) : next(parameters);
        }

        private synchronized Mono<Counted> next(LoopParameters parameters) {
            next = Objects.requireNonNullElseGet(next, () -> counting(parameters));
            return next;
        }

        private Mono<Counted> counting(LoopParameters parameters) {
            return holdings.counted(key.planId(), parameters)
                    .timeout(GIVE_UP)
                    .doOnNext(counted -> last = counted)
                    .elapsed()
                    .cache(
                            timed -> pauseAfter(Duration.ofMillis(timed.getT1())),
                            failure -> Duration.ZERO,
                            () -> Duration.ZERO)
                    .map(timed -> timed.getT2());
        }
    }

    private static Duration pauseAfter(Duration count) {
        if (count.compareTo(QUICK) < 0) {
            return Duration.ZERO;
        }
        Duration pause = count.multipliedBy(PAUSES);
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }
}
