package io.wellspring.auth;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Ends all sessions of one who signs in, in two steps: within the caller's transaction, and, once that is committed, for
 * every node (design, section 6).
 */
@Component
class SessionEndings {

    private static final int AT_ONCE = 8;

    private final DatabaseClient database;
    private final Sessions sessions;

    SessionEndings(DatabaseClient database, Sessions sessions) {
        this.database = database;
        this.sessions = sessions;
    }

    /**
     * Ends whatever stands, in the caller's transaction, and tells what it ended. The rows are locked in the order of
     * their ids, so that two who end the same sessions never wait for each other in a circle.
     *
     * @param except a session that goes on, if any
     */
    Mono<List<UUID>> endAll(SignedIn.Kind kind, String subjectId, @Nullable UUID except) {
        var ending = database.sql("""
                        UPDATE session
                        SET ended_at = now()
                        WHERE id IN (SELECT id
                                     FROM session
                                     WHERE kind = :kind AND subject_id = :subject AND ended_at IS NULL
                                       AND id IS DISTINCT FROM :except::uuid
                                     ORDER BY id
                                     FOR NO KEY UPDATE)
                        RETURNING id
                        """).bind("kind", kind.name()).bind("subject", subjectId);
        ending = except == null ? ending.bindNull("except", UUID.class) : ending.bind("except", except);
        return ending.mapValue(UUID.class).all().collectList();
    }

    /** Tells all nodes, once the endings are committed; where Redis is away it is logged, and nothing fails. */
    Mono<Void> announce(List<UUID> ended) {
        return Flux.fromIterable(ended).flatMap(sessions::announceEnd, AT_ONCE).then();
    }
}
