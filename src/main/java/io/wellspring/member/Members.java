package io.wellspring.member;

import io.r2dbc.spi.Readable;
import io.wellspring.refusal.Refusal;
import java.nio.ByteBuffer;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** All members. Those who register and those who look up share one statement of who belongs to which number. */
@Component
public class Members {

    private static final int CODE_ATTEMPTS = 8;

    private final DatabaseClient database;
    private final PhoneCipher phones;
    private final PhoneNumbers numbers;
    private final ReferralCodes codes;

    Members(DatabaseClient database, PhoneCipher phones, PhoneNumbers numbers, ReferralCodes codes) {
        this.database = database;
        this.phones = phones;
        this.numbers = numbers;
        this.codes = codes;
    }

    /**
     * Makes a member within the caller's transaction, which the caller rolls back when this refuses.
     *
     * @param referralCode of the member who invited, as typed; null where nobody did
     * @throws Refusal REFERRAL_CODE_UNKNOWN, or PHONE_ALREADY_REGISTERED to all but one of several at once
     */
    public Mono<Member> register(Phone phone, @Nullable String referralCode) {
        return referrer(referralCode)
                .flatMap(referrer -> insert(phone, referrer.orElse(null)))
                .flatMap(member -> numbers.claim(phone, member.id()).thenReturn(member));
    }

    /** Refuses a referral code that nobody has; to no code at all it says nothing. */
    public Mono<Void> requireReferralCode(@Nullable String referralCode) {
        return referrer(referralCode).then();
    }

    /** A member who has not left. */
    public Mono<Member> findById(long id) {
        return database.sql("""
                        SELECT id, referrer_id, referral_code, phone, joined_at
                        FROM member
                        WHERE id = :id AND state <> 'CLOSED'
                        """).bind("id", id).map(this::member).one();
    }

    /** Those of these members who have not left, by their ids. */
    public Mono<Map<Long, Member>> byIds(Collection<Long> ids) {
        return database.sql("""
                        SELECT id, referrer_id, referral_code, phone, joined_at
                        FROM member
                        WHERE id = ANY(:ids) AND state <> 'CLOSED'
                        """)
                .bind("ids", ids.toArray(Long[]::new))
                .map(this::member)
                .all()
                .collectMap(Member::id);
    }

    /** The id of the member with this number; empty where there is none. */
    public Mono<Long> findByPhone(Phone phone) {
        return idsByPhone(Set.of(phone)).mapNotNull(found -> found.get(phone.e164()));
    }

    /** The id of the member with this number, or NOT_REGISTERED; only the holder of the number may be told. */
    public Mono<Long> requireByPhone(Phone phone) {
        return findByPhone(phone).switchIfEmpty(Mono.error(() -> Refusal.of(MemberRefusal.NOT_REGISTERED)));
    }

    /** The ids of the members with these numbers, by number in E.164 form; numbers without a member are left out. */
    public Mono<Map<String, Long>> idsByPhone(Collection<Phone> numbers) {
        Map<String, String> asked = new HashMap<>();
        numbers.forEach(phone -> phones.hashes(phone).forEach(hash -> asked.put(hash, phone.e164())));
        return database.sql("""
                        SELECT encode(hash, 'hex') AS hex, member_id
                        FROM member_phone
                        WHERE hash = ANY(ARRAY(SELECT decode(hex, 'hex') FROM unnest(:hashes::text[]) AS hex))
                        """)
                .bind("hashes", asked.keySet().toArray(String[]::new))
                .map(row -> Map.entry(asked.get(row.get("hex", String.class)), id(row, "member_id")))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /**
     * Who invited each of these members, by member; those whom nobody invited, or somebody who has left since, are left
     * out.
     */
    public Mono<Map<Long, Long>> referrersOf(Collection<Long> memberIds) {
        return database.sql("""
                        SELECT invited.id, invited.referrer_id
                        FROM member invited JOIN member referrer ON referrer.id = invited.referrer_id
                        WHERE invited.id = ANY(:ids) AND referrer.state <> 'CLOSED'
                        """)
                .bind("ids", memberIds.toArray(Long[]::new))
                .map(row -> Map.entry(id(row, "id"), id(row, "referrer_id")))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /**
     * Who invited each of these members, and each of those above them; whom nobody invited is left out. The tree never
     * changes, whoever leaves.
     */
    public Mono<Map<Long, Long>> above(Collection<Long> memberIds) {
        return database.sql("""
                        WITH RECURSIVE above AS (
                            SELECT id, referrer_id FROM member WHERE id = ANY(:ids)
                             UNION
                            SELECT member.id, member.referrer_id FROM above JOIN member ON member.id = above.referrer_id)
                        SELECT id, referrer_id FROM above WHERE referrer_id IS NOT NULL
                        """)
                .bind("ids", memberIds.toArray(Long[]::new))
                .map(row -> Map.entry(id(row, "id"), id(row, "referrer_id")))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** Those of the given ids that belong to a member who has not left. */
    public Mono<Set<Long>> existing(Collection<Long> ids) {
        return database.sql("SELECT id FROM member WHERE id = ANY(:ids) AND state <> 'CLOSED'")
                .bind("ids", ids.toArray(Long[]::new))
                .map(row -> id(row, "id"))
                .all()
                .collect(Collectors.toSet());
    }

    private Mono<Optional<Long>> referrer(@Nullable String referralCode) {
        if (referralCode == null) {
            return Mono.just(Optional.empty());
        }
        return database.sql("SELECT id FROM member WHERE referral_code = :code AND state <> 'CLOSED'")
                .bind("code", ReferralCodes.normalise(referralCode))
                .map(row -> Optional.of(id(row, "id")))
                .one()
                .switchIfEmpty(Mono.error(() -> Refusal.of(MemberRefusal.REFERRAL_CODE_UNKNOWN)));
    }

    /** A code that is taken makes the insert do nothing, which keeps the transaction alive for another try. */
    private Mono<Member> insert(Phone phone, @Nullable Long referrerId) {
        return Mono.defer(() -> insertWith(codes.next(), phone, referrerId))
                .repeatWhenEmpty(CODE_ATTEMPTS, empty -> empty);
    }

    private Mono<Member> insertWith(String code, Phone phone, @Nullable Long referrerId) {
        var insert = database.sql("""
                        INSERT INTO member (referrer_id, referral_code, phone)
                        VALUES (:referrer, :code, :phone)
                        ON CONFLICT (referral_code) DO NOTHING
                        RETURNING id, referrer_id, referral_code, phone, joined_at
                        """).bind("code", code).bind("phone", phones.encrypt(phone));
        insert = referrerId == null ? insert.bindNull("referrer", Long.class) : insert.bind("referrer", referrerId);
        return insert.map(this::member).one();
    }

    private Member member(Readable row) {
        ByteBuffer phone = Objects.requireNonNull(row.get("phone", ByteBuffer.class));
        return new Member(
                id(row, "id"),
                row.get("referrer_id", Long.class),
                Objects.requireNonNull(row.get("referral_code", String.class)),
                phones.decrypt(phone).masked(),
                Objects.requireNonNull(row.get("joined_at", OffsetDateTime.class))
                        .toInstant());
    }

    private static long id(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }
}
