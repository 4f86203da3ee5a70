package io.wellspring.auth.mall;

import io.r2dbc.spi.Readable;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The malls that there are. Rows of the table {@code client}: what a mall signs in with is its client id. */
@Component
public class Malls {

    private static final Duration GIVE_UP = Duration.ofSeconds(5);

    private final DatabaseClient database;

    Malls(DatabaseClient database) {
        this.database = database;
    }

    /** A mall, and whether the secret stands that was asked about. */
    private record Found(Mall mall, boolean secretStands) {}

    public Mono<Mall> find(String id) {
        return database.sql("""
                        SELECT id, serial, name, plan_ids, daily_limit, created_at, disabled_at
                        FROM client
                        WHERE id = :id
                        """).bind("id", id).map(Malls::mall).one();
    }

    /**
     * The newest malls, those that have ended too.
     *
     * @param before only malls whose serial is lower
     */
    public Flux<Mall> newest(long before, int limit) {
        return database.sql("""
                        SELECT id, serial, name, plan_ids, daily_limit, created_at, disabled_at
                        FROM client
                        WHERE serial < :before
                        ORDER BY serial DESC
                        LIMIT :limit
                        """)
                .bind("before", before)
                .bind("limit", limit)
                .map(Malls::mall)
                .all();
    }

    /**
     * The mall that is calling, if it stands in PostgreSQL at this moment, and the secret too for which its token was issued.
     *
     * @throws Refusal MALL_ENDED or SECRET_ENDED
     */
    public Mono<Mall> standing(SignedIn caller) {
        return database.sql("""
                        SELECT client.id, serial, name, plan_ids, daily_limit, client.created_at, disabled_at,
                               secret.id IS NOT NULL AND (ends_at IS NULL OR ends_at > now()) AS secret_stands
                        FROM client
                        LEFT JOIN mall_secret AS secret ON secret.mall_id = client.id AND secret.id = :secret
                        WHERE client.id = :id
                        """)
                .bind("id", caller.id())
                .bind("secret", Objects.requireNonNullElse(caller.secretId(), 0L))
                .map(row -> new Found(mall(row), Boolean.TRUE.equals(row.get("secret_stands", Boolean.class))))
                .one()
                .timeout(GIVE_UP)
                .map(found -> standing(found, caller))
                .switchIfEmpty(Mono.error(() -> Refusal.of(MallRefusal.MALL_ENDED)));
    }

    /**
     * Holds a mall's row until the end of the caller's transaction.
     *
     * @throws Refusal NO_SUCH_RESOURCE where there is no such mall
     */
    Mono<Mall> hold(String id) {
        return database.sql("""
                        SELECT id, serial, name, plan_ids, daily_limit, created_at, disabled_at
                        FROM client
                        WHERE id = :id
                        FOR NO KEY UPDATE
                        """)
                .bind("id", id)
                .map(Malls::mall)
                .one()
                .switchIfEmpty(Mono.error(() -> Refusal.of(GeneralRefusal.NO_SUCH_RESOURCE)));
    }

    Mono<Mall> insert(String id, MallTerms terms, byte[] secretHash) {
        return database.sql("""
                        INSERT INTO client (id, name, secret_hash, plan_ids, daily_limit)
                        VALUES (:id, :name, :hash, :plans, :limit)
                        RETURNING id, serial, name, plan_ids, daily_limit, created_at, disabled_at
                        """)
                .bind("id", id)
                .bind("name", terms.name())
                .bind("hash", secretHash)
                .bind("plans", array(terms.planIds()))
                .bind("limit", terms.dailyLimitFen())
                .map(Malls::mall)
                .one();
    }

    Mono<Mall> update(String id, MallTerms terms) {
        return database.sql("""
                        UPDATE client
                        SET name = :name, plan_ids = :plans, daily_limit = :limit
                        WHERE id = :id
                        RETURNING id, serial, name, plan_ids, daily_limit, created_at, disabled_at
                        """)
                .bind("id", id)
                .bind("name", terms.name())
                .bind("plans", array(terms.planIds()))
                .bind("limit", terms.dailyLimitFen())
                .map(Malls::mall)
                .one();
    }

    /** Ends a mall, or undoes that. */
    Mono<Mall> end(String id, boolean ended) {
        return database.sql("""
                        UPDATE client
                        SET disabled_at = CASE WHEN :ended THEN now() END
                        WHERE id = :id
                        RETURNING id, serial, name, plan_ids, daily_limit, created_at, disabled_at
                        """)
                .bind("id", id)
                .bind("ended", ended)
                .map(Malls::mall)
                .one();
    }

    /** A token of a version before names no secret; those are gone a quarter of an hour after the last of its nodes. */
    private static Mall standing(Found found, SignedIn caller) {
        if (found.mall().isEnded()) {
            throw Refusal.of(MallRefusal.MALL_ENDED);
        }
        if (caller.secretId() != null && !found.secretStands()) {
            throw Refusal.of(MallRefusal.SECRET_ENDED);
        }
        return found.mall();
    }

    private static Long[] array(Collection<Long> ids) {
        return ids.toArray(Long[]::new);
    }

    private static Mall mall(Readable row) {
        return new Mall(
                Objects.requireNonNull(row.get("id", String.class)),
                Objects.requireNonNull(row.get("serial", Long.class)),
                Objects.requireNonNull(row.get("name", String.class)),
                List.of(Objects.requireNonNull(row.get("plan_ids", Long[].class))),
                Objects.requireNonNull(row.get("daily_limit", Long.class)),
                Objects.requireNonNull(row.get("created_at", Instant.class)),
                row.get("disabled_at", Instant.class));
    }
}
