package io.wellspring.plan.equity;

import io.r2dbc.spi.Readable;
import io.wellspring.plan.equity.rules.EquityHolder;
import io.wellspring.plan.kind.Rulebook;
import io.wellspring.plan.register.Plan;
import io.wellspring.plan.register.PlanVersion;
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

/** The replay of an EQUITY plan keeps its holders in a table of its session, with the same order of forced exit. */
final class EquityReplay implements KindReplay {

    static final String TABLE = "equity_replayed";

    private final DatabaseClient session;
    private final EquityHoldings holders;
    private final Rulebook rules;

    EquityReplay(DatabaseClient session, EquityHoldings holders, Rulebook rules) {
        this.session = session;
        this.holders = holders;
        this.rules = rules;
    }

    @Override
    public Rulebook rules() {
        return rules;
    }

    @Override
    public Mono<Void> prepare() {
        return clear().then(session.sql("CREATE TEMPORARY TABLE equity_replayed (LIKE equity_holder INCLUDING ALL)")
                .then());
    }

    @Override
    public Mono<Void> clear() {
        return session.sql("DROP TABLE IF EXISTS equity_replayed").then();
    }

    /** The days of an EQUITY plan leave nothing to settle. */
    @Override
    public Mono<Settled> settle(Plan plan, PlanVersion version, Consumer<Difference> differences) {
        return Mono.just(new Settled(plan.state(), 0));
    }

    @Override
    public Flux<Difference> differences(long planId) {
        return session.sql("""
                        SELECT member_id, replayed.units AS units, replayed.quota AS quota,
                               kept.units AS kept_units, kept.quota AS kept_quota
                          FROM (SELECT * FROM equity_replayed WHERE plan_id = :plan) AS replayed
                          FULL JOIN (SELECT * FROM equity_holder WHERE plan_id = :plan) AS kept USING (member_id)
                         WHERE (coalesce(replayed.units, 0), coalesce(replayed.quota, 0))
                               <> (coalesce(kept.units, 0), coalesce(kept.quota, 0))
                         ORDER BY member_id
                         LIMIT :limit
                        """)
                .bind("plan", planId)
                .bind("limit", MOST_DIFFERENCES)
                .map(EquityReplay::difference)
                .all();
    }

    @Override
    public Mono<List<Holding>> holdings(long planId, long afterMember, int members) {
        return holders.after(planId, afterMember, members)
                .map(page -> page.stream().flatMap(EquityReplay::holdings).toList());
    }

    private static Stream<Holding> holdings(EquityHolder holder) {
        return Stream.of(
                new Holding(holder.memberId(), AssetCode.EQUITY, holder.units()),
                new Holding(holder.memberId(), AssetCode.QUOTA, holder.quota()));
    }

    private static Difference difference(Readable row) {
        return new Difference(
                What.HOLDING_DIFFERS,
                null,
                "member " + row.get("member_id", Long.class),
                "units %s, quota %s".formatted(row.get("units", Long.class), row.get("quota", Long.class)),
                "units %s, quota %s".formatted(row.get("kept_units", Long.class), row.get("kept_quota", Long.class)));
    }
}
