package io.wellspring.plan.testing.flat;

import io.wellspring.plan.settlement.Portion;
import io.wellspring.plan.testing.flat.FlatRules.Holding;
import io.wellspring.plan.testing.flat.FlatRules.Payment;
import io.wellspring.testing.Servers;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What members hold, and what they are paid. */
final class FlatTables {

    static final List<String> DDL =
            List.of("""
            CREATE TABLE flat_holding (plan_id bigint, member_id bigint, units bigint NOT NULL,
                                       PRIMARY KEY (plan_id, member_id))
            """, """
            CREATE TABLE flat_payment (plan_id bigint, day date, member_id bigint, units bigint NOT NULL,
                                       amount bigint NOT NULL, PRIMARY KEY (plan_id, day, member_id))
            """, "GRANT SELECT, INSERT, UPDATE, DELETE ON flat_holding, flat_payment TO " + Servers.NODE);

    static final String MOVES = """
            SELECT member_id, 'CNY' AS asset, amount, 'FLAT' AS kind, 1 AS ordinal FROM flat_payment
             WHERE plan_id = :plan AND day = :day AND member_id > :after AND member_id <= :upTo
            """;

    private final DatabaseClient database;
    private final String holdings;

    FlatTables(DatabaseClient database, String holdings) {
        this.database = database;
        this.holdings = holdings;
    }

    /** What a portion of the members is paid together. */
    record Due(Portion portion, long amount) {}

    Mono<Void> add(long planId, Collection<Holding> bought) {
        return Flux.fromIterable(bought)
                .concatMap(holding -> database.sql("""
                                INSERT INTO %s AS holding (plan_id, member_id, units) VALUES (:plan, :member, :units)
                                ON CONFLICT (plan_id, member_id) DO UPDATE SET units = holding.units + excluded.units
                                """.formatted(holdings))
                        .bind("plan", planId)
                        .bind("member", holding.memberId())
                        .bind("units", holding.units())
                        .then())
                .then();
    }

    Mono<List<Holding>> after(long planId, long memberId, int limit) {
        return database.sql("SELECT * FROM " + holdings
                        + " WHERE plan_id = :plan AND member_id > :after ORDER BY member_id LIMIT :limit")
                .bind("plan", planId)
                .bind("after", memberId)
                .bind("limit", limit)
                .map(row -> new Holding(row.get("member_id", Long.class), row.get("units", Long.class)))
                .all()
                .collectList();
    }

    Mono<Void> pay(long planId, LocalDate day, List<Payment> payments) {
        return Flux.fromIterable(payments)
                .concatMap(payment -> database.sql(
                                "INSERT INTO flat_payment VALUES (:plan, :day, :member, :units, :amount)")
                        .bind("plan", planId)
                        .bind("day", day)
                        .bind("member", payment.memberId())
                        .bind("units", payment.units())
                        .bind("amount", payment.amount())
                        .then())
                .then();
    }

    Flux<Payment> between(long planId, LocalDate day, long after, long upTo) {
        return database.sql("SELECT * FROM flat_payment WHERE plan_id = :plan AND day = :day"
                        + " AND member_id > :after AND member_id <= :upTo ORDER BY member_id")
                .bind("plan", planId)
                .bind("day", day)
                .bind("after", after)
                .bind("upTo", upTo)
                .map(row -> new Payment(
                        row.get("member_id", Long.class), row.get("units", Long.class), row.get("amount", Long.class)))
                .all();
    }

    Mono<Due> due(long planId, LocalDate day, long after, int limit) {
        return between(planId, day, after, Long.MAX_VALUE)
                .take(limit)
                .collectList()
                .filter(page -> !page.isEmpty())
                .map(page -> new Due(
                        new Portion(
                                page.size(), after, page.get(page.size() - 1).memberId()),
                        page.stream().mapToLong(Payment::amount).sum()));
    }
}
