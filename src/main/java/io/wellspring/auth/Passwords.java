package io.wellspring.auth;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The password hashes of members; a member may have none and sign in by code. */
@Component
class Passwords {

    private final DatabaseClient database;

    Passwords(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> set(long memberId, String hash) {
        return database.sql("INSERT INTO password (member_id, hash) VALUES (:member, :hash)")
                .bind("member", memberId)
                .bind("hash", hash)
                .then();
    }

    Mono<String> find(long memberId) {
        return database.sql("SELECT hash FROM password WHERE member_id = :member")
                .bind("member", memberId)
                .mapValue(String.class)
                .one();
    }
}
