package io.wellspring.plan.loop;

import io.r2dbc.spi.Readable;
import io.wellspring.plan.kind.Rulebook;
import io.wellspring.plan.loop.rules.DayPools;
import io.wellspring.plan.loop.rules.LoopMember;
import io.wellspring.plan.loop.rules.LoopParameters;
import io.wellspring.plan.loop.rules.LoopState;
import io.wellspring.plan.register.Plan;
import io.wellspring.plan.register.PlanVersion;
import io.wellspring.plan.replay.DayReplay;
import io.wellspring.plan.replay.KindReplay;
import io.wellspring.plan.replay.ReplayNote.Difference;
import io.wellspring.plan.replay.ReplayNote.What;
import io.wellspring.value.AssetCode;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The replay of a LOOP plan keeps what members have in a table of its session, and settles its days over that. */
final class LoopReplay implements KindReplay {

    static final String TABLE = "loop_replayed";

    private final DatabaseClient session;
    private final LoopHoldings holdings;
    private final Rulebook rules;
    private final LoopJson json;

    LoopReplay(DatabaseClient session, LoopHoldings holdings, Rulebook rules, LoopJson json) {
        this.session = session;
        this.holdings = holdings;
        this.rules = rules;
        this.json = json;
    }

    @Override
    public Rulebook rules() {
        return rules;
    }

    @Override
    public Mono<Void> prepare() {
        return clear().then(session.sql("CREATE TEMPORARY TABLE loop_replayed (LIKE loop_member INCLUDING ALL)")
                .then());
    }

    @Override
    public Mono<Void> clear() {
        return session.sql("DROP TABLE IF EXISTS loop_replayed").then();
    }

    @Override
    public Mono<Settled> settle(Plan plan, PlanVersion version, Consumer<Difference> differences) {
        LoopParameters parameters = json.parameters(version);
        LoopState state = json.state(plan);
        return holdings.turnout(plan.id(), parameters)
                .map(turnout -> DayPools.of(parameters, state, turnout))
                .map(pools -> new ReplayedLoopDay(plan, pools, holdings, session))
                .flatMap(day -> new DayReplay(plan, day, session, differences)
                        .replay(version)
                        .map(lines -> new Settled(
                                json.write(state.dayAfter(day.result().carried())), lines)));
    }

    @Override
    public Flux<Difference> differences(long planId) {
        return session.sql("""
                        SELECT member_id, replayed.quota AS quota, replayed.shares AS shares,
                               kept.quota AS kept_quota, kept.shares AS kept_shares
                          FROM (SELECT * FROM loop_replayed WHERE plan_id = :plan) AS replayed
                          FULL JOIN (SELECT * FROM loop_member WHERE plan_id = :plan) AS kept USING (member_id)
                         WHERE (coalesce(replayed.quota, 0), coalesce(replayed.shares, 0))
                               <> (coalesce(kept.quota, 0), coalesce(kept.shares, 0))
                         ORDER BY member_id
                         LIMIT :limit
                        """)
                .bind("plan", planId)
                .bind("limit", MOST_DIFFERENCES)
                .map(LoopReplay::difference)
                .all();
    }

    @Override
    public Mono<List<Holding>> holdings(long planId, long afterMember, int members) {
        return holdings.after(planId, afterMember, members)
                .map(page -> page.stream().flatMap(LoopReplay::holdings).toList());
    }

    private static Stream<Holding> holdings(LoopMember member) {
        return Stream.of(
                new Holding(member.memberId(), AssetCode.QUOTA, member.quota()),
                new Holding(member.memberId(), AssetCode.SHARE, member.shares()));
    }

    private static Difference difference(Readable row) {
        return new Difference(
                What.HOLDING_DIFFERS,
                null,
                "member " + row.get("member_id", Long.class),
                "quota %s, shares %s".formatted(row.get("quota", Long.class), row.get("shares", Long.class)),
                "quota %s, shares %s".formatted(row.get("kept_quota", Long.class), row.get("kept_shares", Long.class)));
    }
}
