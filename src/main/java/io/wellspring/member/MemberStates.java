package io.wellspring.member;

import io.r2dbc.spi.Readable;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Changes what members may do, and lets nobody act on a state that is changing. Every method runs in its caller's
 * transaction. Whoever changes a state holds the member's row (FOR NO KEY UPDATE) and then ends the sessions; whoever
 * opens a session holds it too, until the session is committed. So a change waits for the sign-ins before it and finds
 * their sessions, and a sign-in that comes later waits for the change and sees it. Were the row only shared (FOR SHARE),
 * a storm of sign-ins would keep an operator out for as long as it lasts. Members whom this one invites do not wait (KEY
 * SHARE).
 */
@Component
public class MemberStates {

    private final DatabaseClient database;
    private final PhoneNumbers numbers;

    MemberStates(DatabaseClient database, PhoneNumbers numbers) {
        this.database = database;
        this.numbers = numbers;
    }

    /**
     * Lets a proven member in, until the end of the transaction.
     *
     * @param proven the number that the proof was given for; it may have been changed since
     * @throws Refusal ACCOUNT_LOCKED, or SIGN_IN_FAILED where the account is closed or has another number by now
     */
    public Mono<Void> admit(long memberId, Phone proven) {
        return database.sql("SELECT state FROM member WHERE id = :id FOR NO KEY UPDATE")
                .bind("id", memberId)
                .map(MemberStates::state)
                .one()
                .flatMap(MemberStates::requireActive)
                .then(Mono.defer(() -> numbers.of(memberId)))
                .filter(proven::equals)
                .switchIfEmpty(Mono.error(() -> Refusal.of(GeneralRefusal.SIGN_IN_FAILED)))
                .then();
    }

    /** Holds a member's row until the end of the transaction, and tells the state; empty where there is none. */
    public Mono<MemberState> hold(long memberId) {
        return database.sql("SELECT state FROM member WHERE id = :id FOR NO KEY UPDATE")
                .bind("id", memberId)
                .map(MemberStates::state)
                .one();
    }

    /** Locks a member whose row is held and who is not closed; a locked one gets the new reason. */
    public Mono<Void> lock(long memberId, String reason) {
        return database.sql("UPDATE member SET state = 'LOCKED', lock_reason = :reason WHERE id = :id")
                .bind("id", memberId)
                .bind("reason", reason)
                .then();
    }

    /** Unlocks a member whose row is held. */
    public Mono<Void> unlock(long memberId) {
        return database.sql("""
                        UPDATE member SET state = 'ACTIVE', lock_reason = NULL
                         WHERE id = :id AND state = 'LOCKED'
                        """).bind("id", memberId).then();
    }

    /** Makes a pseudonym of a member whose row is held: from here on the number is free. */
    public Mono<Void> close(long memberId) {
        return numbers.release(memberId)
                .then(database.sql("""
                                UPDATE member
                                   SET state = 'CLOSED', phone = NULL, lock_reason = NULL, closed_at = wellspring_now()
                                 WHERE id = :id
                                """).bind("id", memberId).then());
    }

    private static Mono<Void> requireActive(MemberState state) {
        return switch (state) {
            case ACTIVE -> Mono.empty();
            case LOCKED -> Mono.error(() -> Refusal.of(MemberRefusal.ACCOUNT_LOCKED));
            case CLOSED -> Mono.error(() -> Refusal.of(GeneralRefusal.SIGN_IN_FAILED));
        };
    }

    private static MemberState state(Readable row) {
        return MemberState.valueOf(Objects.requireNonNull(row.get("state", String.class)));
    }
}
