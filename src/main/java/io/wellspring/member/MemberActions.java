package io.wellspring.member;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What operators did to members: written with the deed itself, and never changed. */
@Component
public class MemberActions {

    private final DatabaseClient database;

    MemberActions(DatabaseClient database) {
        this.database = database;
    }

    /** Written in the transaction of the deed, so that there is not one without the other. */
    public Mono<Void> record(long memberId, String operatorId, MemberAction.Kind kind, @Nullable String reason) {
        return database.sql("""
                        INSERT INTO member_deed (member_id, operator_id, kind, reason)
                        VALUES (:member, :operator, :kind, :reason)
                        """)
                .bind("member", memberId)
                .bind("operator", operatorId)
                .bind("kind", kind.name())
                .bind("reason", Parameters.in(R2dbcType.VARCHAR, reason))
                .then();
    }

    /**
     * The newest deeds to a member.
     *
     * @param before only deeds older than this one's id
     */
    public Flux<MemberAction> of(long memberId, long before, int limit) {
        return database.sql("""
                        SELECT id, operator_id, kind, reason, done_at
                        FROM member_deed
                        WHERE member_id = :member AND id < :before
                        ORDER BY id DESC
                        LIMIT :limit
                        """)
                .bind("member", memberId)
                .bind("before", before)
                .bind("limit", limit)
                .map(MemberActions::deed)
                .all();
    }

    private static MemberAction deed(Readable row) {
        return new MemberAction(
                Objects.requireNonNull(row.get("id", Long.class)),
                Objects.requireNonNull(row.get("operator_id", String.class)),
                MemberAction.Kind.valueOf(row.get("kind", String.class)),
                row.get("reason", String.class),
                Objects.requireNonNull(row.get("done_at", Instant.class)));
    }
}
