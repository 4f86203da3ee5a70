package io.wellspring.auth;

import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The machine credentials (design, section 6). */
@Component
public class Clients {

    private static final int ID_CHARACTERS = 12;
    private static final ByteBuffer NO_SECRET = ByteBuffer.allocate(32).asReadOnlyBuffer();

    private final DatabaseClient database;
    private final Secrets secrets;

    Clients(DatabaseClient database, Secrets secrets) {
        this.database = database;
        this.secrets = secrets;
    }

    /** A new client's secret, which is shown this once and kept only as a hash. */
    public record Created(String id, String secret) {

        @Override
        public String toString() {
            return "Created[id=" + id + "]";
        }
    }

    /** Makes a client for these plans, which the caller has checked, with a limit above zero. */
    public Mono<Created> create(String name, Collection<Long> planIds, long dailyLimitFen) {
        Created created = new Created(secrets.nextName(ID_CHARACTERS), secrets.next());
        return database.sql("""
                        INSERT INTO client (id, name, secret_hash, plan_ids, daily_limit)
                        VALUES (:id, :name, :hash, :plans, :limit)
                        """)
                .bind("id", created.id())
                .bind("name", name)
                .bind("hash", Secrets.hash(created.secret()))
                .bind("plans", planIds.toArray(Long[]::new))
                .bind("limit", dailyLimitFen)
                .then()
                .thenReturn(created);
    }

    public Mono<Client> find(String id) {
        return database.sql("""
                        SELECT id, name, plan_ids, daily_limit, disabled_at IS NOT NULL AS disabled
                        FROM client
                        WHERE id = :id
                        """).bind("id", id).map(Clients::client).one();
    }

    /** Shuts a client out for good: no new tokens, and no value moves with those it has. */
    public Mono<Void> disable(String id) {
        return database.sql("UPDATE client SET disabled_at = now() WHERE id = :id AND disabled_at IS NULL")
                .bind("id", id)
                .then();
    }

    /** Whether a standing client has this secret; takes the same time wherever they differ. */
    Mono<Boolean> knows(String id, String secret) {
        return database.sql("SELECT secret_hash FROM client WHERE id = :id AND disabled_at IS NULL")
                .bind("id", id)
                .mapValue(ByteBuffer.class)
                .one()
                .defaultIfEmpty(NO_SECRET)
                .map(kept -> MessageDigest.isEqual(bytes(kept), Secrets.hash(secret)));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static Client client(Readable row) {
        return new Client(
                Objects.requireNonNull(row.get("id", String.class)),
                Objects.requireNonNull(row.get("name", String.class)),
                List.of(Objects.requireNonNull(row.get("plan_ids", Long[].class))),
                Objects.requireNonNull(row.get("daily_limit", Long.class)),
                Boolean.TRUE.equals(row.get("disabled", Boolean.class)));
    }
}
