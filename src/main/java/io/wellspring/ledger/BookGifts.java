package io.wellspring.ledger;

import io.wellspring.value.AssetCode;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/**
 * What books have given holders and not taken back: the other side of the books' own accounts, which are few, so that no
 * balance of a holder is read.
 */
@Component
public class BookGifts {

    private final DatabaseClient database;

    BookGifts(DatabaseClient database) {
        this.database = database;
    }

    /** @param amount in the asset's smallest unit; of cash and points all that was ever given, of others what is left */
    public record Gift(long bookId, AssetCode asset, long amount) {}

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
