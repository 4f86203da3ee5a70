package io.wellspring.member;

import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** All members as operators see them, closed accounts too. */
@Component
public class MemberRecords {

    private final DatabaseClient database;
    private final PhoneCipher phones;

    MemberRecords(DatabaseClient database, PhoneCipher phones) {
        this.database = database;
        this.phones = phones;
    }

    public Mono<MemberRecord> find(long memberId) {
        return database.sql("""
                        SELECT id, state, phone, referrer_id, referral_code, joined_at, lock_reason, closed_at
                        FROM member
                        WHERE id = :id
                        """).bind("id", memberId).map(this::read).one();
    }

    private MemberRecord read(Readable row) {
        return new MemberRecord(
                Objects.requireNonNull(row.get("id", Long.class)),
                MemberState.valueOf(row.get("state", String.class)),
                masked(row.get("phone", ByteBuffer.class)),
                row.get("referrer_id", Long.class),
                Objects.requireNonNull(row.get("referral_code", String.class)),
                Objects.requireNonNull(row.get("joined_at", Instant.class)),
                row.get("lock_reason", String.class),
                row.get("closed_at", Instant.class));
    }

    private @Nullable String masked(@Nullable ByteBuffer phone) {
        return phone == null ? null : phones.decrypt(phone).masked();
    }
}
