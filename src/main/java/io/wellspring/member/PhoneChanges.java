package io.wellspring.member;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import io.wellspring.member.PhoneChange.Status;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The wishes for another number. At most one of each member waits, and only that one holds the number. Who decides one
 * holds the member's row first.
 */
@Component
public class PhoneChanges {

    private static final String COLUMNS = """
            id, member_id, new_phone, reason, asked_at, expires_at, decided_at,
            CASE WHEN status = 'WAITING' AND expires_at <= wellspring_now() THEN 'EXPIRED' ELSE status END AS status
            """;

    private final DatabaseClient database;
    private final PhoneCipher phones;
    private final MemberSettings settings;

    PhoneChanges(DatabaseClient database, PhoneCipher phones, MemberSettings settings) {
        this.database = database;
        this.phones = phones;
        this.settings = settings;
    }

    /** Lets a new wish wait in place of an older one, in the transaction that holds the member's row. */
    public Mono<PhoneChange> ask(long memberId, Phone newPhone) {
        return settle(memberId, Status.REPLACED)
                .then(database.sql("""
                                INSERT INTO member_phone_change (member_id, new_phone, expires_at)
                                VALUES (:member, :phone, wellspring_now() + make_interval(days => :days))
                                RETURNING\s""" + COLUMNS)
                        .bind("member", memberId)
                        .bind("phone", phones.encrypt(newPhone))
                        .bind("days", settings.phoneChangeDays())
                        .map(this::change)
                        .one());
    }

    /** Whose wish it is. */
    public Mono<Long> memberOf(long id) {
        return database.sql("SELECT member_id FROM member_phone_change WHERE id = :id")
                .bind("id", id)
                .mapValue(Long.class)
                .one();
    }

    /** The number of a wish that waits, which is then held until the end of the transaction; empty if it does not wait. */
    public Mono<Phone> hold(long id) {
        return database.sql("""
                        SELECT new_phone FROM member_phone_change
                         WHERE id = :id AND status = 'WAITING' AND expires_at > wellspring_now()
                           FOR NO KEY UPDATE
                        """).bind("id", id).mapValue(ByteBuffer.class).one().map(phones::decrypt);
    }

    /** Decides a wish that is held, and forgets its number. */
    public Mono<Void> decide(long id, Status status, @Nullable String reason) {
        return database.sql("""
                        UPDATE member_phone_change
                           SET status = :status, reason = :reason, decided_at = wellspring_now(), new_phone = NULL
                         WHERE id = :id
                        """)
                .bind("id", id)
                .bind("status", status.name())
                .bind("reason", Parameters.in(R2dbcType.VARCHAR, reason))
                .then();
    }

    /** Withdraws the wish that waits, if there is one. */
    public Mono<Void> cancelAllOf(long memberId) {
        return settle(memberId, Status.CANCELLED);
    }

    /** Forgets the numbers of wishes that nobody decided in time. */
    Mono<Void> expire() {
        return database.sql("""
                        UPDATE member_phone_change
                           SET status = 'EXPIRED', decided_at = expires_at, new_phone = NULL
                         WHERE status = 'WAITING' AND expires_at <= wellspring_now()
                        """).then();
    }

    /** Encrypts anew some of the numbers that wait under another key than the first, in the caller's transaction. */
    Mono<Void> encryptAnew(int limit) {
        return database.sql("""
                        SELECT id, new_phone FROM member_phone_change
                         WHERE new_phone_key <> :first
                         LIMIT :limit
                           FOR NO KEY UPDATE SKIP LOCKED
                        """)
                .bind("first", phones.firstKeyId())
                .bind("limit", limit)
                .map(row -> Map.entry(row.get("id", Long.class), row.get("new_phone", ByteBuffer.class)))
                .all()
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .concatMap(row -> encryptAnew(row.getKey(), phones.decrypt(row.getValue())))
                .then();
    }

    private Mono<Void> encryptAnew(long id, Phone phone) {
        return database.sql("UPDATE member_phone_change SET new_phone = :phone WHERE id = :id")
                .bind("id", id)
                .bind("phone", phones.encrypt(phone))
                .then();
    }

    /** A member's wishes, the newest first. */
    public Flux<PhoneChange> of(long memberId, long before, int limit) {
        return database.sql("SELECT " + COLUMNS + """
                         FROM member_phone_change
                        WHERE member_id = :member AND id < :before
                        ORDER BY id DESC
                        LIMIT :limit
                        """)
                .bind("member", memberId)
                .bind("before", before)
                .bind("limit", limit)
                .map(this::change)
                .all();
    }

    /** All wishes that wait, the oldest first. */
    public Flux<PhoneChange> waiting(long after, int limit) {
        return database.sql("SELECT " + COLUMNS + """
                         FROM member_phone_change
                        WHERE status = 'WAITING' AND expires_at > wellspring_now() AND id > :after
                        ORDER BY id
                        LIMIT :limit
                        """)
                .bind("after", after)
                .bind("limit", limit)
                .map(this::change)
                .all();
    }

    private Mono<Void> settle(long memberId, Status status) {
        return database.sql("""
                        UPDATE member_phone_change
                           SET status = :status, decided_at = wellspring_now(), new_phone = NULL
                         WHERE member_id = :member AND status = 'WAITING'
                        """)
                .bind("member", memberId)
                .bind("status", status.name())
                .then();
    }

    private PhoneChange change(Readable row) {
        Status status = Status.valueOf(row.get("status", String.class));
        ByteBuffer phone = row.get("new_phone", ByteBuffer.class);
        return new PhoneChange(
                Objects.requireNonNull(row.get("id", Long.class)),
                Objects.requireNonNull(row.get("member_id", Long.class)),
                status,
                phone == null || status != Status.WAITING
                        ? null
                        : phones.decrypt(phone).masked(),
                row.get("reason", String.class),
                Objects.requireNonNull(row.get("asked_at", Instant.class)),
                Objects.requireNonNull(row.get("expires_at", Instant.class)),
                row.get("decided_at", Instant.class));
    }
}
