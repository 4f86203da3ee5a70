package io.wellspring.ledger;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import io.wellspring.value.AssetCode;

/**
 * What plans have given members and not taken back: the other side of the plans' own accounts, which are few, so that no
 * balance of a member is read.
 */
@Component
public class PlanGifts {

    private final DatabaseClient database;

    PlanGifts(DatabaseClient database) {
        this.database = database;
    }

    /** @param amount in the asset's smallest unit; of cash and points all that was ever given, of others what is left */
    public record Gift(long planId, AssetCode asset, long amount) {}

    public Flux<Gift> all() {
        return database.sql("""
                        SELECT plan_id, asset, (-sum(amount))::bigint AS given
                          FROM ledger_plan_balance GROUP BY plan_id, asset
                        """)
                .map(row -> new Gift(
                        row.get("plan_id", Long.class),
                        AssetCode.valueOf(row.get("asset", String.class)),
                        row.get("given", Long.class)))
                .all();
    }
}
