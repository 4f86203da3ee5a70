package io.wellspring.auth;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The password hashes of members; a member may have none and sign in by code. */
@Repository
class Passwords {

    private final DatabaseClient db;

    Passwords(DatabaseClient db) {
        this.db = db;
    }

    Mono<Void> set(long memberId, String hash) {
        return db.sql("INSERT INTO password (member_id, hash) VALUES (:member, :hash)")
                .bind("member", memberId)
                .bind("hash", hash)
                .then();
    }

    Mono<String> find(long memberId) {
        return db.sql("SELECT hash FROM password WHERE member_id = :member")
                .bind("member", memberId)
                .mapValue(String.class)
                .one();
    }
}
