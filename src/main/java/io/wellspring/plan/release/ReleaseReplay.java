package io.wellspring.plan.release;

import io.wellspring.plan.kind.Rulebook;
import io.wellspring.plan.register.Plan;
import io.wellspring.plan.register.PlanVersion;
import io.wellspring.plan.replay.DayReplay;
import io.wellspring.plan.replay.KindReplay;
import io.wellspring.plan.replay.ReplayNote.Difference;
import io.wellspring.plan.replay.ReplayNote.What;
import io.wellspring.value.AssetCode;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The replay of a RELEASE plan keeps tree, volumes and lots in tables of its session, and settles its days over them. */
final class ReleaseReplay implements KindReplay {

    static final String SUFFIX = "_replayed";

    private static final List<String> TABLES = List.of("release_member", "release_volume", "release_lot");

    private final DatabaseClient session;
    private final ReleaseHoldings holdings;
    private final Rulebook rules;
    private final ReleaseJson json;

    ReleaseReplay(DatabaseClient session, ReleaseHoldings holdings, Rulebook rules, ReleaseJson json) {
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
        return clear().thenMany(Flux.fromIterable(TABLES)
                        .concatMap(table ->
                                run("CREATE TEMPORARY TABLE %1$s_replayed (LIKE %1$s INCLUDING ALL)".formatted(table))))
                .then();
    }

    @Override
    public Mono<Void> clear() {
        return Flux.fromIterable(TABLES)
                .concatMap(table -> run("DROP TABLE IF EXISTS pg_temp.%s_replayed".formatted(table)))
                .then();
    }

    private Mono<Void> run(String statement) {
        return session.sql(statement).then();
    }

    @Override
    public Mono<Settled> settle(Plan plan, PlanVersion version, Consumer<Difference> differences) {
        return holdings.census()
                .workOut(plan.id(), json.parameters(version))
                .map(releases -> new ReplayedReleaseDay(plan, releases, holdings.lots(), session))
                .flatMap(day -> new DayReplay(plan, day, session, differences).replay(version))
                .map(lines -> new Settled(json.write(json.state(plan).closed()), lines));
    }

    @Override
    public Flux<Difference> differences(long planId) {
        return Flux.concat(
                different(planId, "release_member", "member_id", "referrer_id"),
                different(planId, "release_volume", "member_id, reach", "cash, points, day, day_cash, day_points"),
                different(planId, "release_lot", "member_id, position", "granted, remaining, daily"));
    }

    /** Names are constants, never input. */
    private Flux<Difference> different(long planId, String table, String key, String values) {
        return session.sql("""
                        SELECT format('%1$s %%s', concat_ws(', ', %2$s)) AS place, replayed.row AS replayed, kept.row AS kept
                          FROM (SELECT %2$s, ROW(%3$s)::text AS row FROM %1$s_replayed WHERE plan_id = :plan) AS replayed
                          FULL JOIN (SELECT %2$s, ROW(%3$s)::text AS row FROM %1$s WHERE plan_id = :plan) AS kept
                               USING (%2$s)
                         WHERE (replayed.row) IS DISTINCT FROM (kept.row)
                         ORDER BY %2$s
                         LIMIT :limit
                        """.formatted(table, key, values))
                .bind("plan", planId)
                .bind("limit", MOST_DIFFERENCES)
                .map(row -> new Difference(
                        What.HOLDING_DIFFERS,
                        null,
                        row.get("place", String.class),
                        String.valueOf(row.get("replayed", String.class)),
                        String.valueOf(row.get("kept", String.class))))
                .all();
    }

    @Override
    public Mono<List<Holding>> holdings(long planId, long afterMember, int members) {
        return holdings.lots()
                .remaining(planId, afterMember, members)
                .map(page -> page.entrySet().stream()
                        .map(entry -> new Holding(entry.getKey(), AssetCode.RELEASING, entry.getValue()))
                        .toList());
    }
}
