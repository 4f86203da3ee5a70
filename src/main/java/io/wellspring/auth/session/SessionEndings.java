package io.wellspring.auth.session;

import io.wellspring.auth.caller.SignedIn;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Ends sessions of one who signs in, in two steps: within the caller's transaction, and, once that is committed, for
 * every node.
 */
@Component
public class SessionEndings {

    private static final int AT_ONCE = 8;

    private final DatabaseClient database;
    private final Sessions sessions;

    SessionEndings(DatabaseClient database, Sessions sessions) {
        this.database = database;
        this.sessions = sessions;
    }

    /**
     * Ends whatever stands, in the caller's transaction, and tells what it ended.
     *
     * @param except a session that goes on, if any
     */
    public Mono<List<UUID>> endAll(SignedIn.Kind kind, String subjectId, @Nullable UUID except) {
        var ending = database.sql("""
                        UPDATE session
                        SET ended_at = now()
                        WHERE kind = :kind AND subject_id = :subject AND ended_at IS NULL
                          AND id IS DISTINCT FROM :except::uuid
                        RETURNING id
                        """).bind("kind", kind.name()).bind("subject", subjectId);
        ending = except == null ? ending.bindNull("except", UUID.class) : ending.bind("except", except);
        return alone(kind, subjectId).then(ending.mapValue(UUID.class).all().collectList());
    }

    /** Ends those of a member that were not used for longest, until no more than so many stand, the new one among them. */
    Mono<List<UUID>> endOldest(String memberId, UUID newest, int remaining) {
        return database.sql("""
                        UPDATE session
                        SET ended_at = now()
                        WHERE id IN (SELECT id
                                     FROM session
                                     WHERE kind = 'MEMBER' AND subject_id = :member AND ended_at IS NULL
                                     ORDER BY id = :newest DESC, last_used_at DESC
                                     OFFSET :remaining)
                          AND ended_at IS NULL
                        RETURNING id
                        """)
                .bind("member", memberId)
                .bind("newest", newest)
                .bind("remaining", remaining)
                .mapValue(UUID.class)
                .all()
                .collectList();
    }

    /**
     * Ends one session of a member, and passes one that has ended already; empty where the member has none of this id.
     */
    Mono<UUID> endOwn(String memberId, UUID session) {
        return database.sql("""
                        UPDATE session
                        SET ended_at = coalesce(ended_at, now())
                        WHERE id = :id AND kind = 'MEMBER' AND subject_id = :member
                        RETURNING id
                        """)
                .bind("id", session)
                .bind("member", memberId)
                .mapValue(UUID.class)
                .one();
    }

    /** Tells all nodes, once the endings are committed; where Redis is away it is logged, and nothing fails. */
    public Mono<Void> announce(List<UUID> ended) {
        return Flux.fromIterable(ended).flatMap(sessions::announceEnd, AT_ONCE).then();
    }

    /**
     * Until the transaction ends, nobody else begins or ends several sessions of this one. In a statement of its own,
     * because only the next one sees what the holder before has committed: a session that began meanwhile ends too.
     */
    Mono<Void> alone(SignedIn.Kind kind, String subjectId) {
        return database.sql("SELECT pg_advisory_xact_lock(hashtextextended(:whose, 0))")
                .bind("whose", "sessions of " + kind + " " + subjectId)
                .then();
    }
}
