package io.wellspring.plan.replay;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.wellspring.ledger.PostingHistory;
import io.wellspring.plan.kind.Rulebooks;
import io.wellspring.plan.log.DecidedLog;
import io.wellspring.plan.register.Halts;
import io.wellspring.plan.register.Plan;
import io.wellspring.plan.register.PlanRefusal;
import io.wellspring.plan.register.PlanVersions;
import io.wellspring.plan.register.Plans;
import io.wellspring.plan.replay.ReplayNote.Difference;
import io.wellspring.plan.replay.ReplayNote.What;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.connection.SingleConnectionFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import tools.jackson.databind.json.JsonMapper;

/**
 * Replays plans for operators, one at a time on each node, on a session of its own. While a plan is written its pages
 * are replayed without holding anything back: what is decided never changes. Only the last stretch is one snapshot.
 */
@Component
public class Replays {

    private static final int ROUNDS_TO_CATCH_UP = 3;
    private static final Retry UNTIL_AT_REST = Retry.fixedDelay(50, Duration.ofMillis(200))
            .filter(Unfinished.class::isInstance)
            .onRetryExhaustedThrow((retry, last) -> Refusal.of(GeneralRefusal.BUSY));

    private final ConnectionFactory connections;
    private final Rulebooks rulebooks;
    private final ReplayedKinds kinds;
    private final JsonMapper json;
    private final AtomicBoolean busy = new AtomicBoolean();

    Replays(ConnectionFactory connections, Rulebooks rulebooks, ReplayedKinds kinds, JsonMapper json) {
        this.connections = connections;
        this.rulebooks = rulebooks;
        this.kinds = kinds;
        this.json = json;
    }

    /**
     * Replays a plan from its first command on and returns what is not as it should be, finally a verdict. Cancelling
     * ends it.
     *
     * @return refused with BUSY while this node replays another, with NO_SUCH_RESOURCE when there is no such plan
     */
    public Flux<ReplayNote> replay(long planId) {
        return Flux.usingWhen(
                Mono.fromCallable(this::takePlace),
                taken -> alone(planId),
                taken -> Mono.fromRunnable(() -> busy.set(false)));
    }

    private boolean takePlace() {
        if (!busy.compareAndSet(false, true)) {
            throw Refusal.of(GeneralRefusal.BUSY);
        }
        return true;
    }

    private Flux<ReplayNote> alone(long planId) {
        return Flux.usingWhen(connections.create(), connection -> on(connection, planId), Connection::close);
    }

    private Flux<ReplayNote> on(Connection connection, long planId) {
        SingleConnectionFactory single = new SingleConnectionFactory(connection, connections.getMetadata(), true);
        DatabaseClient session = DatabaseClient.create(single);
        Stage stage = new Stage(session, new Plans(session), snapshots(single));
        return stage.plans
                .find(planId)
                .switchIfEmpty(Mono.error(() -> Refusal.of(GeneralRefusal.NO_SUCH_RESOURCE)))
                .zipWith(new DecidedLog(session).firstDay(planId))
                .flatMapMany(found -> replay(stage, found.getT1(), found.getT2()));
    }

    private Flux<ReplayNote> replay(Stage stage, Plan plan, LocalDate firstDay) {
        KindReplay kind = kinds.newest(plan.kind(), stage.session);
        String state = kind.rules().initialState();
        Plan first = new Plan(plan.id(), plan.kind(), plan.name(), plan.zone(), firstDay, 0, 0, state, Halts.NONE);
        Replay replay = new Replay(first, stage.session, rulebooks, kinds, json);
        ReplayTally tally = new ReplayTally();
        return Flux.usingWhen(
                        kind.prepare().thenReturn(kind),
                        prepared -> catchUp(stage, replay, tally)
                                .concatWith(Flux.defer(() -> lastStretch(stage, replay, prepared, tally))),
                        KindReplay::clear)
                .onErrorResume(ReplayStopped.class, stopped -> Flux.just(tally.stopped(stopped.reason())))
                .concatWith(Mono.fromSupplier(() -> tally.verdict(replay.plan().lastPosition(), replay.matchedLines())))
                .distinctUntilChanged(note -> note, Replays::isSameProgress);
    }

    /** Rounds that find nothing new to replay would tell the same progress again. */
    private static boolean isSameProgress(ReplayNote told, ReplayNote next) {
        return next instanceof ReplayNote.Progress && next.equals(told);
    }

    private Flux<ReplayNote> catchUp(Stage stage, Replay replay, ReplayTally tally) {
        return Flux.range(0, ROUNDS_TO_CATCH_UP)
                .concatMap(round -> atRest(stage, replay.plan().id())
                        .flatMapMany(plan -> upTo(plan.lastPosition(), replay, tally)));
    }

    private Flux<ReplayNote> lastStretch(Stage stage, Replay replay, KindReplay kind, ReplayTally tally) {
        return Flux.defer(() -> finished(stage, replay.plan().id())
                        .flatMapMany(plan -> upTo(plan.lastPosition(), replay, tally)
                                .concatWith(Flux.defer(() -> whole(plan, stage, replay, kind, tally)))))
                .as(stage.snapshots::transactional)
                .retryWhen(UNTIL_AT_REST);
    }

    private Flux<ReplayNote> upTo(long position, Replay replay, ReplayTally tally) {
        return Mono.defer(() -> replay.page(position))
                .repeat()
                .takeUntil(reached -> reached)
                .concatMap(reached -> notes(position, replay, tally));
    }

    private Flux<ReplayNote> notes(long until, Replay replay, ReplayTally tally) {
        ReplayNote progress = new ReplayNote.Progress(replay.plan().lastPosition(), until, replay.matchedLines());
        return Flux.fromIterable(replay.taken()).<ReplayNote>map(tally::counted).concatWithValues(progress);
    }

    /** Everything is replayed: now the plan itself, what it holds, and what members have of it. */
    private Flux<ReplayNote> whole(Plan plan, Stage stage, Replay replay, KindReplay kind, ReplayTally tally) {
        Flux<Difference> differences = replay.end(plan.openDay())
                .thenMany(Flux.defer(() -> Flux.fromIterable(replay.taken())))
                .concatWith(state(plan, replay))
                .concatWith(kind.differences(plan.id()))
                .concatWith(new HoldingsMatch(plan.id(), kind, new PostingHistory(stage.session)).differences());
        return differences.map(tally::counted);
    }

    private Mono<Difference> state(Plan plan, Replay replay) {
        Plan replayed = replay.plan();
        boolean same = json.readTree(plan.state()).equals(json.readTree(replayed.state()))
                && plan.openDay().equals(replayed.openDay());
        return same
                ? Mono.empty()
                : Mono.just(new Difference(
                        What.STATE_DIFFERS,
                        plan.lastPosition(),
                        "plan",
                        replayed.openDay() + " " + replayed.state(),
                        plan.openDay() + " " + plan.state()));
    }

    private Mono<Plan> atRest(Stage stage, long planId) {
        return finished(stage, planId).retryWhen(UNTIL_AT_REST);
    }

    /** As the rules say that wrote the plan's state. */
    private Mono<Boolean> isUnfinished(Stage stage, Plan plan) {
        return new PlanVersions(stage.session)
                .on(plan.id(), plan.openDay())
                .map(version -> rulebooks.of(plan, version).isUnfinished(plan));
    }

    /** In the middle of forced exits, or of a settlement, a plan has lines that only the next transactions complete. */
    private Mono<Plan> finished(Stage stage, long planId) {
        return stage.plans
                .find(planId)
                .switchIfEmpty(Mono.error(Unfinished::new))
                .flatMap(plan -> isUnfinished(stage, plan)
                        .flatMap(unfinished -> unfinished ? unfinished(plan) : Mono.just(plan)));
    }

    /** One that was frozen in the middle does not come to rest before it is lifted. */
    private static Mono<Plan> unfinished(Plan plan) {
        return Mono.error(
                plan.halts().isFrozen()
                        ? Refusal.of(PlanRefusal.PLAN_FROZEN).with("planId", String.valueOf(plan.id()))
                        : new Unfinished());
    }

    private static TransactionalOperator snapshots(ConnectionFactory single) {
        DefaultTransactionDefinition snapshot = new DefaultTransactionDefinition();
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        return TransactionalOperator.create(new R2dbcTransactionManager(single), snapshot);
    }

    /** One session, and what is read through it. */
    private record Stage(DatabaseClient session, Plans plans, TransactionalOperator snapshots) {}

    private static final class Unfinished extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
