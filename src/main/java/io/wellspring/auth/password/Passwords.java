package io.wellspring.auth.password;

import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The password hashes of members; a member may have none and sign in by code. */
@Component
public class Passwords {

    private final DatabaseClient database;

    Passwords(DatabaseClient database) {
        this.database = database;
    }

    /** Gives the member this password in place of any other, and locks it for the transaction. */
    public Mono<Void> set(long memberId, String hash) {
        return database.sql("""
                        INSERT INTO password (member_id, hash)
                        VALUES (:member, :hash)
                        ON CONFLICT (member_id) DO UPDATE SET hash = excluded.hash, set_at = now()
                        """).bind("member", memberId).bind("hash", hash).then();
    }

    /**
     * Passes if this is the password still, which then stays so until the transaction ends: whoever proved a password
     * while it was replaced gets no session that would outlive it.
     */
    public Mono<Void> requireStill(long memberId, String hash) {
        return database.sql("SELECT true FROM password WHERE member_id = :member AND hash = :hash FOR SHARE")
                .bind("member", memberId)
                .bind("hash", hash)
                .mapValue(Boolean.class)
                .one()
                .switchIfEmpty(Mono.error(() -> Refusal.of(GeneralRefusal.SIGN_IN_FAILED)))
                .then();
    }

    public Mono<String> find(long memberId) {
        return database.sql("SELECT hash FROM password WHERE member_id = :member")
                .bind("member", memberId)
                .mapValue(String.class)
                .one();
    }

    /** Forgets the password of a member who leaves. */
    public Mono<Void> erase(long memberId) {
        return database.sql("DELETE FROM password WHERE member_id = :member")
                .bind("member", memberId)
                .then();
    }
}
