package io.wellspring.auth.session;

import io.wellspring.auth.caller.AuthSettings;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Removes sessions and refresh tokens that serve no more, a batch at a time; rows that another node is at are passed by.
 *
 * <p>A used token is kept for as many days as a session stands unused. Whoever comes back with one within that time
 * shows that somebody else has used it, and the session ends. Later its owner would have had to sign in anew anyway. An
 * unused token stays as long as its session.
 */
@Component
class SessionPruning {

    private final DatabaseClient database;
    private final AuthSettings.Pruning limits;
    private final int sessionDays;

    SessionPruning(DatabaseClient database, AuthSettings settings) {
        this.database = database;
        this.limits = settings.pruning();
        this.sessionDays = settings.tokens().sessionDays();
    }

    /** One round; what does not fit into it is left to the next. */
    Mono<Void> prune() {
        return inBatches(endExpired())
                .then(inBatches(removeTokensOfEnded()))
                .then(inBatches(removeEnded()))
                .then(inBatches(removeUsedTokens()));
    }

    private Mono<Void> inBatches(Mono<Long> batch) {
        return batch.repeat(limits.batches() - 1L)
                .takeUntil(rows -> rows < limits.batchRows())
                .then();
    }

    /** Expired sessions are found by their day, which changes so rarely that renewals stay cheap. */
    private Mono<Long> endExpired() {
        return database.sql("""
                        UPDATE session
                        SET ended_at = expires_at
                        WHERE id = ANY(ARRAY(
                            SELECT id
                            FROM session
                            WHERE ended_at IS NULL
                              AND expires_on <= (now() AT TIME ZONE 'UTC')::date AND expires_at <= now()
                            LIMIT :batch
                            FOR NO KEY UPDATE SKIP LOCKED))
                        """).bind("batch", limits.batchRows()).fetch().rowsUpdated();
    }

    private Mono<Long> removeTokensOfEnded() {
        return database.sql("""
                        DELETE FROM refresh_token
                        WHERE hash = ANY(ARRAY(
                            SELECT t.hash
                            FROM session s
                            JOIN refresh_token t ON t.session_id = s.id
                            WHERE s.ended_at < now() - make_interval(days => :days)
                            LIMIT :batch
                            FOR UPDATE OF t SKIP LOCKED))
                        """)
                .bind("days", limits.endedSessionDays())
                .bind("batch", limits.batchRows())
                .fetch()
                .rowsUpdated();
    }

    private Mono<Long> removeEnded() {
        return database.sql("""
                        DELETE FROM session
                        WHERE id = ANY(ARRAY(
                            SELECT id
                            FROM session s
                            WHERE ended_at < now() - make_interval(days => :days)
                              AND NOT EXISTS (SELECT FROM refresh_token t WHERE t.session_id = s.id)
                            LIMIT :batch
                            FOR UPDATE SKIP LOCKED))
                        """)
                .bind("days", limits.endedSessionDays())
                .bind("batch", limits.batchRows())
                .fetch()
                .rowsUpdated();
    }

    private Mono<Long> removeUsedTokens() {
        return database.sql("""
                        DELETE FROM refresh_token
                        WHERE hash = ANY(ARRAY(
                            SELECT hash
                            FROM refresh_token
                            WHERE used_at < now() - make_interval(days => :days)
                            LIMIT :batch
                            FOR UPDATE SKIP LOCKED))
                        """)
                .bind("days", sessionDays)
                .bind("batch", limits.batchRows())
                .fetch()
                .rowsUpdated();
    }
}
