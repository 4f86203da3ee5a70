package io.wellspring.member;

import io.wellspring.refusal.Refusal;
import java.nio.ByteBuffer;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Which number belongs to whom: encrypted with the member, and found by its hash under every active key. */
@Component
public class PhoneNumbers {

    private final DatabaseClient database;
    private final PhoneCipher phones;

    PhoneNumbers(DatabaseClient database, PhoneCipher phones) {
        this.database = database;
        this.phones = phones;
    }

    /** A member's whole number, for messages to the member and for nothing else; empty where there is none. */
    public Mono<Phone> of(long memberId) {
        return database.sql("SELECT phone FROM member WHERE id = :id AND phone IS NOT NULL")
                .bind("id", memberId)
                .mapValue(ByteBuffer.class)
                .one()
                .map(phones::decrypt);
    }

    /** Refuses with PHONE_ALREADY_REGISTERED a number that has a member; only who has proved it may be told. */
    public Mono<Void> requireFree(Phone phone) {
        return database.sql("""
                        SELECT count(*) FROM member_phone
                         WHERE hash = ANY(ARRAY(SELECT decode(hex, 'hex') FROM unnest(:hashes::text[]) AS hex))
                        """)
                .bind("hashes", phones.hashes(phone).toArray(String[]::new))
                .mapValue(Long.class)
                .one()
                .filter(found -> found == 0)
                .switchIfEmpty(Mono.error(PhoneNumbers::taken))
                .then();
    }

    /**
     * Gives a member another number, in the caller's transaction, which holds the member's row.
     *
     * @throws Refusal PHONE_ALREADY_REGISTERED to all but one who take the number at once
     */
    public Mono<Void> change(long memberId, Phone to) {
        return release(memberId)
                .then(Mono.defer(() -> claim(to, memberId)))
                .then(Mono.defer(() -> write(memberId, to)));
    }

    /** Sorted, so that two who claim one number under several keys wait for each other and never in a circle. */
    Mono<Void> claim(Phone phone, long memberId) {
        return database.sql("""
                        INSERT INTO member_phone (hash, member_id, key_id)
                        SELECT decode(hex, 'hex'), :member, key_id
                        FROM unnest(:hashes::text[], :keys::text[]) AS claimed (hex, key_id)
                        ORDER BY hex
                        ON CONFLICT (hash) DO NOTHING
                        """)
                .bind("member", memberId)
                .bind("hashes", phones.hashes(phone).toArray(String[]::new))
                .bind("keys", phones.keyIds())
                .fetch()
                .rowsUpdated()
                .filter(claimed -> claimed == phones.keys().size())
                .switchIfEmpty(Mono.error(PhoneNumbers::taken))
                .then();
    }

    /** Takes away every hash, also those under keys that this node does not have. */
    Mono<Void> release(long memberId) {
        return database.sql("DELETE FROM member_phone WHERE member_id = :member")
                .bind("member", memberId)
                .then();
    }

    private Mono<Void> write(long memberId, Phone phone) {
        return database.sql("UPDATE member SET phone = :phone WHERE id = :member")
                .bind("member", memberId)
                .bind("phone", phones.encrypt(phone))
                .then();
    }

    private static Refusal taken() {
        return Refusal.of(MemberRefusal.PHONE_ALREADY_REGISTERED);
    }
}
