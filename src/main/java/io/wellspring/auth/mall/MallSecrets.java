package io.wellspring.auth.mall;

import io.r2dbc.spi.Readable;
import io.wellspring.auth.caller.Secrets;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The secrets of malls: several may stand at a time, so that a mall can change from one to the next without a pause. */
@Component
public class MallSecrets {

    private static final byte[] NO_SECRET = new byte[32];

    private final DatabaseClient database;

    MallSecrets(DatabaseClient database) {
        this.database = database;
    }

    /** Those of these malls, the newest first; ended ones too, as long as they are among the newest of their mall. */
    public Flux<MallSecret> of(Collection<String> mallIds, int perMall) {
        return database.sql("""
                        SELECT id, mall_id, created_at, ends_at, last_used_at, coalesce(ends_at <= now(), false) AS ended
                        FROM (SELECT *, row_number() OVER (PARTITION BY mall_id
                                                           ORDER BY coalesce(ends_at <= now(), false), id DESC) AS place
                              FROM mall_secret
                              WHERE mall_id = ANY(:malls::text[])) AS placed
                        WHERE place <= :most
                        ORDER BY id DESC
                        """)
                .bind("malls", mallIds.toArray(String[]::new))
                .bind("most", perMall)
                .map(MallSecrets::secret)
                .all();
    }

    /**
     * The id of the secret that was shown. Whether the mall is unknown or the secret wrong, the answer is the same after
     * the same work; only who shows a right one is answered that it has ended, or the mall.
     *
     * @throws Refusal SIGN_IN_FAILED, MALL_ENDED or SECRET_ENDED
     */
    public Mono<Long> proved(String mallId, String shown) {
        return database.sql("""
                        SELECT secret.id, hash, coalesce(ends_at <= now(), false) AS ended, disabled_at IS NOT NULL AS mall_ended
                        FROM mall_secret AS secret
                        JOIN client ON client.id = secret.mall_id
                        WHERE mall_id = :mall
                        """)
                .bind("mall", mallId)
                .map(MallSecrets::kept)
                .all()
                .collectList()
                .map(kept -> proved(kept, Secrets.hash(shown)))
                .flatMap(secret -> use(secret).thenReturn(secret));
    }

    /** How many of a mall's stand. */
    Mono<Long> standing(String mallId) {
        return database.sql("""
                        SELECT count(*) FROM mall_secret WHERE mall_id = :mall AND (ends_at IS NULL OR ends_at > now())
                        """).bind("mall", mallId).mapValue(Long.class).one();
    }

    /** Lets those that stand end so many hours from now; those that end before stay as they are. */
    Mono<Void> endOthers(String mallId, int hours) {
        return database.sql("""
                        UPDATE mall_secret
                        SET ends_at = now() + make_interval(hours => :hours)
                        WHERE mall_id = :mall AND (ends_at IS NULL OR ends_at > now() + make_interval(hours => :hours))
                        """).bind("mall", mallId).bind("hours", hours).then();
    }

    /** Nodes of the version before know this one alone. */
    Mono<Long> insert(String mallId, byte[] hash) {
        return database.sql("UPDATE client SET secret_hash = :hash WHERE id = :mall")
                .bind("mall", mallId)
                .bind("hash", hash)
                .then()
                .then(keep(mallId, hash));
    }

    /** The id of a new mall's first secret. */
    Mono<Long> first(String mallId) {
        return database.sql("SELECT id FROM mall_secret WHERE mall_id = :mall")
                .bind("mall", mallId)
                .mapValue(Long.class)
                .one();
    }

    /** Whether it stood until now; empty where the mall has none of this id. */
    Mono<Boolean> end(String mallId, long id) {
        return database.sql("""
                        WITH before AS MATERIALIZED (
                            SELECT id, hash, ends_at IS NULL OR ends_at > now() AS stood
                            FROM mall_secret
                            WHERE mall_id = :mall AND id = :id),
                        ended AS (
                            UPDATE mall_secret SET ends_at = now()
                            WHERE id IN (SELECT id FROM before WHERE stood)),
                        forgotten AS (
                            UPDATE client SET secret_hash = :none
                            WHERE client.id = :mall AND secret_hash IN (SELECT hash FROM before))
                        SELECT stood FROM before
                        """)
                .bind("mall", mallId)
                .bind("id", id)
                .bind("none", NO_SECRET)
                .mapValue(Boolean.class)
                .one();
    }

    private Mono<Long> keep(String mallId, byte[] hash) {
        return database.sql("INSERT INTO mall_secret (mall_id, hash) VALUES (:mall, :hash) RETURNING id")
                .bind("mall", mallId)
                .bind("hash", hash)
                .mapValue(Long.class)
                .one();
    }

    /** To the minute, so that a mall which asks for a token with each order does not write with each. */
    private Mono<Void> use(long id) {
        return database.sql("""
                        UPDATE mall_secret
                        SET last_used_at = now()
                        WHERE id = :id AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')
                        """).bind("id", id).then();
    }

    /** A secret as it is held against what was shown. */
    private record Kept(long id, byte[] hash, boolean ended, boolean mallEnded) {}

    /** Looks at all of them, so that it takes the same time wherever they differ. */
    private static Long proved(List<Kept> kept, byte[] shown) {
        Kept found = null;
        for (Kept one : kept) {
            found = MessageDigest.isEqual(one.hash(), shown) ? one : found;
        }
        if (kept.isEmpty()) {
            MessageDigest.isEqual(NO_SECRET, shown);
        }
        return standing(found);
    }

    private static Long standing(@Nullable Kept found) {
        if (found == null) {
            throw Refusal.of(GeneralRefusal.SIGN_IN_FAILED);
        }
        if (found.mallEnded()) {
            throw Refusal.of(MallRefusal.MALL_ENDED);
        }
        if (found.ended()) {
            throw Refusal.of(MallRefusal.SECRET_ENDED);
        }
        return found.id();
    }

    private static Kept kept(Readable row) {
        return new Kept(
                Objects.requireNonNull(row.get("id", Long.class)),
                bytes(Objects.requireNonNull(row.get("hash", ByteBuffer.class))),
                Boolean.TRUE.equals(row.get("ended", Boolean.class)),
                Boolean.TRUE.equals(row.get("mall_ended", Boolean.class)));
    }

    private static MallSecret secret(Readable row) {
        return new MallSecret(
                Objects.requireNonNull(row.get("id", Long.class)),
                Objects.requireNonNull(row.get("mall_id", String.class)),
                Objects.requireNonNull(row.get("created_at", Instant.class)),
                row.get("ends_at", Instant.class),
                row.get("last_used_at", Instant.class),
                Boolean.TRUE.equals(row.get("ended", Boolean.class)));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
