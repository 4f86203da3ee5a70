package io.wellspring.plan.catalogue;

import io.r2dbc.spi.Readable;
import io.wellspring.value.Asset;
import io.wellspring.value.AssetCode;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Reads what members have together with the plans that it is of, in one look, so that both are of one moment. */
@Component
public class Holdings {

    private final DatabaseClient database;

    Holdings(DatabaseClient database) {
        this.database = database;
    }

    /** All balances that are not zero: member by member, first what is for all plans, then plan by plan. */
    public Flux<HeldBalance> of(Collection<Long> memberIds) {
        return Flux.defer(() -> {
            Map<Long, HeldPlan> plans = new HashMap<>();
            return database.sql("""
                            SELECT member_id, asset, plan_id, amount, name, version,
                                   CASE kind WHEN 'EQUITY' THEN (state ->> 'assets')::bigint ELSE 0 END AS pool,
                                   CASE kind WHEN 'EQUITY' THEN (state ->> 'supply')::bigint ELSE 0 END AS supply
                              FROM ledger_balances_of(:members) LEFT JOIN plan ON plan.id = plan_id
                             ORDER BY member_id, plan_id, asset
                            """)
                    .bind("members", memberIds.toArray(Long[]::new))
                    .map(row -> balance(row, plans))
                    .all();
        });
    }

    /** Plans are shared by all balances of a read, for many members are kept in memory. */
    private static HeldBalance balance(Readable row, Map<Long, HeldPlan> plans) {
        long planId = row.get("plan_id", Long.class);
        return new HeldBalance(
                row.get("member_id", Long.class),
                new Asset(AssetCode.valueOf(row.get("asset", String.class)), planId),
                row.get("amount", Long.class),
                plan(planId, row, plans));
    }

    private static @Nullable HeldPlan plan(long planId, Readable row, Map<Long, HeldPlan> plans) {
        return row.get("name", String.class) == null
                ? null
                : plans.computeIfAbsent(
                        planId,
                        id -> new HeldPlan(
                                id,
                                row.get("name", String.class),
                                row.get("version", Long.class),
                                row.get("pool", Long.class),
                                row.get("supply", Long.class)));
    }
}
