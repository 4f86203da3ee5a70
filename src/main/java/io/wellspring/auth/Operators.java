package io.wellspring.auth;

import io.r2dbc.spi.Readable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Those who run the platform; they sign in by name and password. */
@Component
public class Operators {

    static final Operator NOBODY = new Operator(0, null);

    private final DatabaseClient database;
    private final PasswordRules rules;
    private final PasswordHasher hasher;
    private final TransactionalOperator tx;

    Operators(DatabaseClient database, PasswordRules rules, PasswordHasher hasher, TransactionalOperator tx) {
        this.database = database;
        this.rules = rules;
        this.hasher = hasher;
        this.tx = tx;
    }

    record Operator(long id, @Nullable String passwordHash) {}

    /**
     * Makes the first operator, if there is none yet; of several nodes that start at once, one does.
     *
     * @param password 8 to 64 characters, not a common one; else refused with PASSWORD_TOO_WEAK
     * @return whether this call made one
     */
    public Mono<Boolean> ensureFirst(String name, String password) {
        return Mono.fromRunnable(() -> rules.check(password))
                .then(none())
                .filter(none -> none)
                .flatMap(none -> hasher.hash(password))
                .flatMap(hash -> insertFirst(name, hash).as(tx::transactional))
                .defaultIfEmpty(false);
    }

    Mono<Operator> find(String name) {
        return database.sql("SELECT id, password_hash FROM operator WHERE name = :name")
                .bind("name", name)
                .map(Operators::operator)
                .one();
    }

    private Mono<Boolean> none() {
        return database.sql("SELECT NOT EXISTS (SELECT FROM operator)")
                .mapValue(Boolean.class)
                .one();
    }

    private Mono<Boolean> insertFirst(String name, String hash) {
        return database.sql("LOCK TABLE operator IN SHARE ROW EXCLUSIVE MODE")
                .then()
                .then(database.sql("""
                                INSERT INTO operator (name, password_hash)
                                SELECT :name, :hash
                                WHERE NOT EXISTS (SELECT FROM operator)
                                """)
                        .bind("name", name)
                        .bind("hash", hash)
                        .fetch()
                        .rowsUpdated())
                .map(inserted -> inserted == 1);
    }

    private static Operator operator(Readable row) {
        return new Operator(Objects.requireNonNull(row.get("id", Long.class)), row.get("password_hash", String.class));
    }
}
