package io.wellspring.auth.session;

import io.r2dbc.spi.Readable;
import io.wellspring.auth.caller.AuthSettings;
import io.wellspring.auth.caller.MaskedAddress;
import io.wellspring.auth.caller.Origin;
import io.wellspring.auth.caller.SignedIn;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The sessions that stand, of one who signs in: how they begin, and what their owner sees of them. */
@Component
class StandingSessions {

    private final DatabaseClient database;
    private final SessionEndings endings;
    private final AuthSettings.Tokens settings;

    StandingSessions(DatabaseClient database, SessionEndings endings, AuthSettings settings) {
        this.database = database;
        this.endings = endings;
        this.settings = settings.tokens();
    }

    /**
     * A session that has begun, in place of others where there were too many.
     *
     * @param displaced what ended for it
     */
    record Begun(UUID session, List<UUID> displaced) {}

    /**
     * A session as its owner sees it.
     *
     * @param device as named when it began
     * @param address masked, of its last use
     */
    record Seen(UUID id, @Nullable String device, @Nullable String address, Instant createdAt, Instant lastUsedAt) {}

    /** Begins a session in the caller's transaction; a member has so many, and the one not used for longest makes room. */
    Mono<Begun> open(SignedIn.Kind kind, String subjectId, Origin origin) {
        UUID id = UUID.randomUUID();
        Mono<Void> inserted = insert(id, kind, subjectId, origin);
        if (kind != SignedIn.Kind.MEMBER) {
            return inserted.thenReturn(new Begun(id, List.of()));
        }
        return endings.alone(kind, subjectId)
                .then(inserted)
                .then(endings.endOldest(subjectId, id, settings.sessionsPerMember()))
                .map(displaced -> new Begun(id, displaced));
    }

    /** Newest use first. */
    Flux<Seen> ofMember(String subjectId) {
        return database.sql("""
                        SELECT id, device, address, created_at, last_used_at
                        FROM session
                        WHERE kind = 'MEMBER' AND subject_id = :subject AND ended_at IS NULL AND expires_at > now()
                        ORDER BY last_used_at DESC, id
                        """)
                .bind("subject", subjectId)
                .map(StandingSessions::seen)
                .all();
    }

    private Mono<Void> insert(UUID id, SignedIn.Kind kind, String subjectId, Origin origin) {
        GenericExecuteSpec insert = database.sql("""
                        INSERT INTO session (id, kind, subject_id, device, address, expires_at)
                        VALUES (:id, :kind, :subject, :device, :address, now() + make_interval(days => :days))
                        """)
                .bind("id", id)
                .bind("kind", kind.name())
                .bind("subject", subjectId)
                .bind("address", MaskedAddress.of(origin.address()))
                .bind("days", settings.sessionDays());
        String device = origin.device();
        return (device == null ? insert.bindNull("device", String.class) : insert.bind("device", device)).then();
    }

    private static Seen seen(Readable row) {
        return new Seen(
                Objects.requireNonNull(row.get("id", UUID.class)),
                row.get("device", String.class),
                row.get("address", String.class),
                instant(row, "created_at"),
                instant(row, "last_used_at"));
    }

    private static Instant instant(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, OffsetDateTime.class)).toInstant();
    }
}
