package io.wellspring.auth.session;

import io.wellspring.api.CallRefusal;
import io.wellspring.auth.caller.AuthSettings;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.auth.mall.Malls;
import io.wellspring.limit.RedisCalls;
import io.wellspring.refusal.Refusal;
import java.time.Duration;
import java.util.Collection;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Who is signed in where. PostgreSQL is the truth; Redis tells every node at once which sessions have ended.
 */
@Component
public class Sessions {

    private static final Duration GIVE_UP = Duration.ofSeconds(5);
    private static final Logger log = LoggerFactory.getLogger(Sessions.class);

    private final DatabaseClient database;
    private final ReactiveStringRedisTemplate redis;
    private final AuthSettings settings;

    Sessions(DatabaseClient database, ReactiveStringRedisTemplate redis, AuthSettings settings) {
        this.database = database;
        this.redis = redis;
        this.settings = settings;
    }

    /**
     * Refuses with SESSION_ENDED unless the caller's session stands in PostgreSQL at this moment. Calls of operators are asked about by the security chain; of members, those that move
     * value ask here first, so that they never depend on Redis. A mall has no session: {@link Malls#standing} answers for it.
     */
    public Mono<Void> confirm(SignedIn caller) {
        return Mono.justOrEmpty(caller.session())
                .flatMap(this::sessionStands)
                .timeout(GIVE_UP)
                .switchIfEmpty(Mono.error(() -> Refusal.of(CallRefusal.SESSION_ENDED)))
                .then();
    }

    /** Those of the sessions that no longer stand. */
    public Flux<UUID> ended(Collection<UUID> asked) {
        return database.sql("""
                        SELECT id FROM session
                         WHERE id = ANY(:ids::uuid[]) AND (ended_at IS NOT NULL OR expires_at <= now())
                        """)
                .bind("ids", asked.toArray(UUID[]::new))
                .mapValue(UUID.class)
                .all();
    }

    /** Ends a session for good; a session that has ended stays as it is. */
    public Mono<Void> end(UUID session) {
        return database.sql("UPDATE session SET ended_at = now() WHERE id = :id AND ended_at IS NULL")
                .bind("id", session)
                .then();
    }

    /**
     * Tells all nodes that a session has ended, once that is committed. The word is kept as long as an access token of
     * the session could live. Where Redis is away, reads go on until then and value is safe all the same.
     */
    public Mono<Void> announceEnd(UUID session) {
        Duration kept = settings.tokens().longestUse();
        return RedisCalls.call(redis.opsForValue().set(endedKey(session), "1", kept), settings.redisTimeout())
                .doOnError(failure -> log.warn("the end of a session was not announced: {}", failure.toString()))
                .onErrorComplete(Exception.class)
                .then();
    }

    /** Whether Redis knows that this session has ended; a Redis that does not answer soon knows nothing. */
    public Mono<Boolean> isKnownAsEnded(UUID session) {
        Duration timeout = Duration.ofMillis(settings.endedSessionTimeoutMillis());
        return RedisCalls.call(redis.hasKey(endedKey(session)), timeout).onErrorReturn(Exception.class, false);
    }

    private Mono<Boolean> sessionStands(UUID session) {
        return database.sql("SELECT true FROM session WHERE id = :id AND ended_at IS NULL AND expires_at > now()")
                .bind("id", session)
                .mapValue(Boolean.class)
                .one();
    }

    private static String endedKey(UUID session) {
        return "session-ended:{" + session + "}";
    }
}
