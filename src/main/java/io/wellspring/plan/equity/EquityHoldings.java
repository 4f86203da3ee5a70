package io.wellspring.plan.equity;

import io.r2dbc.spi.Readable;
import io.wellspring.plan.equity.rules.EquityHolder;
import java.util.Collection;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What members hold in EQUITY plans, kept by the plan writer in the order of forced exit. The ledger has the same
 * balances; this is how the rules find the next one to exit without looking at everybody.
 */
@Component
class EquityHoldings {

    private final DatabaseClient database;
    private final String table;

    @Autowired
    EquityHoldings(DatabaseClient database) {
        this(database, "equity_holder");
    }

    /** @param table of the same form; a constant, never input */
    EquityHoldings(DatabaseClient database, String table) {
        this.database = database;
        this.table = table;
    }

    Mono<List<EquityHolder>> of(long planId, Collection<Long> members) {
        return database.sql("""
                        SELECT member_id, units, quota FROM %s
                         WHERE plan_id = :plan AND member_id = ANY(:members::bigint[])
                        """.formatted(table))
                .bind("plan", planId)
                .bind("members", members.toArray(Long[]::new))
                .map(EquityHoldings::holder)
                .all()
                .collectList();
    }

    Mono<List<EquityHolder>> firstToExit(long planId, int limit) {
        return first(planId, limit, "exit_price, member_id");
    }

    Mono<List<EquityHolder>> firstById(long planId, int limit) {
        return first(planId, limit, "member_id");
    }

    /** Everybody who ever held something, page by page in the order of their ids. */
    Mono<List<EquityHolder>> after(long planId, long memberId, int limit) {
        return database.sql("""
                        SELECT member_id, units, quota FROM %s
                         WHERE plan_id = :plan AND member_id > :after
                         ORDER BY member_id
                         LIMIT :limit
                        """.formatted(table))
                .bind("plan", planId)
                .bind("after", memberId)
                .bind("limit", limit)
                .map(EquityHoldings::holder)
                .all()
                .collectList();
    }

    Mono<Void> save(long planId, Collection<EquityHolder> holders) {
        if (holders.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
                        INSERT INTO %s (plan_id, member_id, units, quota)
                        SELECT :plan, member_id, units, quota
                          FROM unnest(:members::bigint[], :units::bigint[], :quotas::bigint[])
                               AS holder (member_id, units, quota)
                        ON CONFLICT (plan_id, member_id)
                        DO UPDATE SET units = excluded.units, quota = excluded.quota
                        """.formatted(table))
                .bind("plan", planId)
                .bind("members", holders.stream().map(EquityHolder::memberId).toArray(Long[]::new))
                .bind("units", holders.stream().map(EquityHolder::units).toArray(Long[]::new))
                .bind("quotas", holders.stream().map(EquityHolder::quota).toArray(Long[]::new))
                .then();
    }

    private Mono<List<EquityHolder>> first(long planId, int limit, String order) {
        return database.sql("SELECT member_id, units, quota FROM " + table
                        + " WHERE plan_id = :plan AND units > 0 ORDER BY " + order + " LIMIT :limit")
                .bind("plan", planId)
                .bind("limit", limit)
                .map(EquityHoldings::holder)
                .all()
                .collectList();
    }

    private static EquityHolder holder(Readable row) {
        return new EquityHolder(
                row.get("member_id", Long.class), row.get("units", Long.class), row.get("quota", Long.class));
    }
}
