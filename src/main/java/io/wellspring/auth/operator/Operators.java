package io.wellspring.auth.operator;

import io.r2dbc.spi.Readable;
import io.wellspring.auth.password.PasswordHasher;
import io.wellspring.auth.password.PasswordRules;
import io.wellspring.patience.Seldom;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Those who run the platform; they sign in by name and password. */
@Component
public class Operators {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);
    private static final Logger log = LoggerFactory.getLogger(Operators.class);

    public static final Operator NOBODY = new Operator(0, null);

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

    public record Operator(long id, @Nullable String passwordHash) {}

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

    /**
     * As {@link #ensureFirst}, tried again until it is known that there is one: an installation must not stand without
     * an operator because its first start was busy. What is refused for good, as a weak password is, stays refused.
     */
    public Mono<Boolean> ensureFirstAtLast(String name, String password) {
        return ensureFirst(name, password).retryWhen(untilServed(Duration.ofSeconds(1)));
    }

    /** @param first pause between two tries; the pauses grow to half a minute */
    static Retry untilServed(Duration first) {
        Seldom warnings = new Seldom(BETWEEN_WARNINGS);
        return Retry.backoff(Long.MAX_VALUE, first)
                .maxBackoff(LONGEST_PAUSE)
                .filter(Operators::mayBeServedLater)
                .doBeforeRetry(failed -> warn(warnings, failed.failure()));
    }

    private static boolean mayBeServedLater(Throwable failure) {
        return !(failure instanceof Refusal refusal) || refusal.code() == GeneralRefusal.BUSY;
    }

    private static void warn(Seldom warnings, Throwable failure) {
        if (warnings.mayTell().isPresent()) {
            log.warn("whether there is an operator is not known yet, trying again: {}", failure.toString());
        }
    }

    public Mono<Operator> find(String name) {
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
