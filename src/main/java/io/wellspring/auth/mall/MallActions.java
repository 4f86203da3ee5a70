package io.wellspring.auth.mall;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import io.wellspring.auth.caller.OperatorRequest;
import io.wellspring.auth.mall.MallAction.Change;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What operators did to malls: written in the transaction of the deed, and never changed. */
@Component
public class MallActions {

    private final DatabaseClient database;
    private final JsonMapper json;

    MallActions(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** A request that was carried out under a key. */
    record Known(String mallId, long secretId, ByteBuffer fingerprint) {}

    /**
     * The newest actions on a mall.
     *
     * @param before only actions older than this one's id
     */
    public Flux<MallAction> of(String mallId, long before, int limit) {
        return database.sql("""
                        SELECT id, operator_id, kind, reason, secret_id, changes::text AS changes, done_at
                        FROM mall_action
                        WHERE mall_id = :mall AND id < :before
                        ORDER BY id DESC
                        LIMIT :limit
                        """)
                .bind("mall", mallId)
                .bind("before", before)
                .bind("limit", limit)
                .map(this::action)
                .all();
    }

    Mono<Void> record(OperatorRequest by, String mallId, MallAction.Kind kind, List<Change> changes) {
        return record(by, mallId, kind, null, changes);
    }

    Mono<Void> record(
            OperatorRequest by, String mallId, MallAction.Kind kind, @Nullable Long secretId, List<Change> changes) {
        return database.sql("""
                        INSERT INTO mall_action (mall_id, operator_id, kind, reason, secret_id, changes, key, fingerprint)
                        VALUES (:mall, :operator, :kind, :reason, :secret, :changes::jsonb, :key, :fingerprint)
                        """)
                .bind("mall", mallId)
                .bind("operator", by.operatorId())
                .bind("kind", kind.name())
                .bind("reason", Parameters.in(R2dbcType.VARCHAR, by.reason()))
                .bind("secret", Parameters.in(R2dbcType.BIGINT, secretId))
                .bind("changes", json.writeValueAsString(changes))
                .bind("key", Parameters.in(R2dbcType.VARCHAR, by.key()))
                .bind("fingerprint", Parameters.in(R2dbcType.VARBINARY, by.key() == null ? null : by.print()))
                .then();
    }

    /** Makes requests under the same key wait for each other until the transaction ends. */
    Mono<Void> alone(OperatorRequest by) {
        return database.sql("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")
                .bind("name", "malls\n" + by.operatorId() + "\n" + by.key())
                .then();
    }

    /** What was done under the key of a request, if anything. */
    Mono<Known> known(OperatorRequest by) {
        return database.sql("""
                        SELECT mall_id, secret_id, fingerprint
                        FROM mall_action
                        WHERE operator_id = :operator AND key = :key
                        """)
                .bind("operator", by.operatorId())
                .bind("key", Objects.requireNonNull(by.key()))
                .map(row -> new Known(
                        Objects.requireNonNull(row.get("mall_id", String.class)),
                        Objects.requireNonNull(row.get("secret_id", Long.class)),
                        Objects.requireNonNull(row.get("fingerprint", ByteBuffer.class))))
                .one();
    }

    private MallAction action(Readable row) {
        return new MallAction(
                Objects.requireNonNull(row.get("id", Long.class)),
                Objects.requireNonNull(row.get("operator_id", String.class)),
                MallAction.Kind.valueOf(row.get("kind", String.class)),
                row.get("reason", String.class),
                row.get("secret_id", Long.class),
                List.of(json.readValue(row.get("changes", String.class), Change[].class)),
                Objects.requireNonNull(row.get("done_at", Instant.class)));
    }
}
