package io.wellspring.order;

import io.wellspring.auth.mall.Mall;
import java.time.Instant;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How much each mall's orders amounted to today. Its row is locked first, so that the limit is exact. */
@Component
class DailyLimits {

    private final DatabaseClient database;
    private final String zone;

    DailyLimits(DatabaseClient database, OrderSettings settings) {
        this.database = database;
        this.zone = settings.limitZone().getId();
    }

    /**
     * What a mall has used of its day.
     *
     * @param fen of the orders that were accepted today
     * @param now the database's time, by which days and the times in orders are measured
     */
    record Use(long fen, Instant now) {}

    /** What is used today; the mall's row is ours until the transaction ends. */
    Mono<Use> usedToday(Mall mall) {
        return database.sql("""
                        INSERT INTO order_daily_use AS daily (client_id, day, amount)
                        VALUES (:client, (wellspring_now() AT TIME ZONE :zone)::date, 0)
                        ON CONFLICT (client_id)
                        DO UPDATE SET day = excluded.day,
                                      amount = CASE WHEN daily.day = excluded.day THEN daily.amount ELSE 0 END
                        RETURNING amount, wellspring_now() AS now
                        """)
                .bind("client", mall.id())
                .bind("zone", zone)
                .map(row -> new Use(
                        Objects.requireNonNull(row.get("amount", Long.class)),
                        Objects.requireNonNull(row.get("now", Instant.class))))
                .one();
    }

    Mono<Void> use(Mall mall, long fen) {
        return database.sql("UPDATE order_daily_use SET amount = amount + :fen WHERE client_id = :client")
                .bind("fen", fen)
                .bind("client", mall.id())
                .then();
    }
}
