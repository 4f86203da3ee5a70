package io.wellspring.auth.session;

import io.r2dbc.spi.Readable;
import io.wellspring.auth.caller.AuthSettings;
import io.wellspring.auth.caller.KeyedHash;
import io.wellspring.auth.caller.Secrets;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The refresh tokens of all sessions, hashed; every method runs in its caller's transaction. */
@Component
class RefreshTokens {

    private static final byte[] NO_PARENT = {};

    private final DatabaseClient database;
    private final Secrets secrets;
    private final KeyedHash hash;
    private final AuthSettings.Tokens settings;

    RefreshTokens(DatabaseClient database, Secrets secrets, KeyedHash hash, AuthSettings settings) {
        this.database = database;
        this.secrets = secrets;
        this.hash = hash;
        this.settings = settings.tokens();
    }

    /** A session as it stands while its row is locked. */
    record Family(UUID session, SignedIn.Kind kind, String subjectId, boolean stands) {}

    /** How a token may be used. */
    enum Use {
        FIRST,
        /** Used before, but so recently, and its successor still unused, that the answer may have been lost. */
        REPEATED,
        /** Used before, so one of those who hold it is a thief. */
        REUSED
    }

    /** The first token of a session. */
    Mono<String> issueFirst(UUID session) {
        return issue(session, secrets.next(), NO_PARENT);
    }

    /** The successor of a token that is used for the first time. */
    Mono<String> issueSuccessor(UUID session, String used) {
        return issue(session, hash.of("refresh-successor", used), Secrets.hash(used));
    }

    /**
     * A token has one successor, which only our keys can tell: whoever repeats a use within the grace, because an answer
     * was lost or two windows renewed at once, gets the same one again. Empty where the key that made it has left.
     */
    Mono<String> successorOf(String used) {
        List<String> possible = hash.all("refresh-successor", used);
        return database.sql("SELECT hash FROM refresh_token WHERE parent = :parent AND used_at IS NULL")
                .bind("parent", Secrets.hash(used))
                .mapValue(ByteBuffer.class)
                .one()
                .flatMapIterable(made -> possible.stream()
                        .filter(token -> ByteBuffer.wrap(Secrets.hash(token)).equals(made))
                        .toList())
                .next();
    }

    private Mono<String> issue(UUID session, String token, byte[] parent) {
        return database.sql("INSERT INTO refresh_token (hash, session_id, parent) VALUES (:hash, :session, :parent)")
                .bind("hash", Secrets.hash(token))
                .bind("session", session)
                .bind("parent", parent)
                .then()
                .thenReturn(token);
    }

    /** Locks the token's session, so that the uses of one family happen one after the other. */
    Mono<Family> lockFamily(byte[] hash) {
        return database.sql("""
                        SELECT id, kind, subject_id, ended_at IS NULL AND expires_at > now() AS stands
                        FROM session
                        WHERE id = (SELECT session_id FROM refresh_token WHERE hash = :hash)
                        FOR NO KEY UPDATE
                        """)
                .bind("hash", hash)
                .map(RefreshTokens::family)
                .one()
                .switchIfEmpty(Mono.error(() -> Refusal.of(GeneralRefusal.SIGN_IN_FAILED)));
    }

    /** Asked in a statement of its own after the lock: only that sees what the holder before has committed. */
    Mono<Use> useOf(byte[] hash) {
        return database.sql("""
                        SELECT CASE
                            WHEN t.used_at IS NULL THEN 'FIRST'
                            WHEN clock_timestamp() < t.used_at + make_interval(secs => :grace)
                                AND EXISTS (SELECT FROM refresh_token s
                                            WHERE s.session_id = t.session_id
                                              AND s.parent = t.hash AND s.used_at IS NULL) THEN 'REPEATED'
                            ELSE 'REUSED'
                        END
                        FROM refresh_token t
                        WHERE t.hash = :hash
                        """)
                .bind("hash", hash)
                .bind("grace", settings.refreshGraceSeconds())
                .mapValue(String.class)
                .one()
                .map(Use::valueOf);
    }

    /** Uses up whatever the session has unused: the token itself. */
    Mono<Void> useUp(UUID session) {
        return database.sql("""
                        UPDATE refresh_token
                        SET used_at = clock_timestamp()
                        WHERE session_id = :session AND used_at IS NULL
                        """).bind("session", session).then();
    }

    /** @param address masked, from which the session was used last */
    Mono<Void> prolong(UUID session, String address) {
        return database.sql("""
                        UPDATE session
                        SET last_used_at = wellspring_now(), address = :address,
                            expires_at = now() + make_interval(days => :days)
                        WHERE id = :session
                        """)
                .bind("session", session)
                .bind("address", address)
                .bind("days", settings.sessionDays())
                .then();
    }

    private static Family family(Readable row) {
        return new Family(
                Objects.requireNonNull(row.get("id", UUID.class)),
                SignedIn.Kind.valueOf(row.get("kind", String.class)),
                Objects.requireNonNull(row.get("subject_id", String.class)),
                Boolean.TRUE.equals(row.get("stands", Boolean.class)));
    }
}
