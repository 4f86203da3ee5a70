package io.wellspring.auth.account;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What this room keeps of a person, and erases when the person leaves; in the caller's transaction. */
@Component
class MemberTraces {

    private final DatabaseClient database;

    MemberTraces(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> erase(long memberId) {
        return erasePassword(memberId).then(eraseFromSessions(memberId));
    }

    private Mono<Void> erasePassword(long memberId) {
        return database.sql("DELETE FROM password WHERE member_id = :member")
                .bind("member", memberId)
                .then();
    }

    /** The sessions stay, ended, so that their tokens are known as ended; when and with what they were used does not. */
    private Mono<Void> eraseFromSessions(long memberId) {
        return database.sql("""
                        UPDATE session
                        SET last_used_at = created_at, device = NULL, address = NULL
                        WHERE kind = 'MEMBER' AND subject_id = :member
                        """).bind("member", String.valueOf(memberId)).then();
    }
}
