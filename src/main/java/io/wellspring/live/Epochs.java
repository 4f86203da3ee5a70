package io.wellspring.live;

import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Asks PostgreSQL which history it is on. */
@Component
class Epochs {

    private final DatabaseClient database;
    private volatile @Nullable Epoch latest;

    Epochs(DatabaseClient database) {
        this.database = database;
    }

    /** The epoch as PostgreSQL tells it now. */
    Mono<Epoch> read() {
        // The name of the write-ahead log's file begins with the timeline, and tells a new one at once; the control
        // file tells it only after the first checkpoint.
        return database.sql("""
                        SELECT system_identifier AS system,
                               ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::bigint AS timeline
                          FROM pg_control_system()
                        """)
                .map(row -> new Epoch(row.get("system", Long.class), row.get("timeline", Long.class)))
                .one()
                .doOnNext(epoch -> latest = epoch);
    }

    /**
     * The epoch as it was told last. It may be a second old, which does no harm: what is stamped with an epoch that has
     * just ended loses against the new one.
     */
    Mono<Epoch> known() {
        return Mono.defer(() -> latest == null ? read() : Mono.just(latest));
    }
}
