package io.wellspring.member;

import io.wellspring.member.PhoneKeyUse.Permission;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Lets numbers follow when the keys change: encrypts anew what is not under the first key, writes the hashes that are
 * missing, and takes away those of keys that no node has any more, once all others are there. It walks through all
 * members in bounded batches. Rows are held while they are worked on and rows held by others are passed over, so any
 * number of nodes may walk at once, and a number that is just being changed is left alone.
 */
@Component
class PhoneRotation {

    private final DatabaseClient database;
    private final PhoneCipher phones;
    private final PhoneKeyUse use;
    private final PhoneChanges changes;
    private final TransactionalOperator tx;
    private final Clock clock;
    private final MemberSettings.Rotation settings;
    private final AtomicReference<Walk> walk = new AtomicReference<>(Walk.START);

    PhoneRotation(
            DatabaseClient database,
            PhoneCipher phones,
            PhoneKeyUse use,
            PhoneChanges changes,
            TransactionalOperator tx,
            Clock clock,
            MemberSettings settings) {
        this.database = database;
        this.phones = phones;
        this.use = use;
        this.changes = changes;
        this.tx = tx;
        this.clock = clock;
        this.settings = settings.rotation();
    }

    /** Where this node is on its way through all members. */
    private record Walk(long after, boolean foundSome, Instant notBefore) {

        static final Walk START = new Walk(0, false, Instant.MIN);
    }

    /** A number to be looked after. */
    private record Row(long id, ByteBuffer phone) {}

    /** What is to be written for a batch: ids, ciphertexts, and the hashes with their members and keys. */
    private record Writing(Long[] ids, String[] phones, Long[] members, String[] hashes, String[] keys) {}

    /** Goes some batches further; after a round in which nothing was to do it rests. */
    Mono<Void> beat() {
        return use.tell()
                .then(Mono.defer(() -> clock.instant().isBefore(walk.get().notBefore()) ? Mono.empty() : go()));
    }

    private Mono<Void> go() {
        return use.permission()
                .flatMap(permission -> waiting(permission)
                        .thenMany(Mono.defer(() -> step(permission)).repeat(settings.batchesPerBeat() - 1L))
                        .takeWhile(more -> more)
                        .then());
    }

    private Mono<Void> waiting(Permission permission) {
        return permission.mayEncrypt()
                ? changes.encryptAnew(settings.batchNumbers()).as(tx::transactional)
                : Mono.empty();
    }

    /** The next stretch of members, in a transaction of its own. @return whether to go on */
    private Mono<Boolean> step(Permission permission) {
        return endOfStretch()
                .flatMap(end -> look(end, permission).as(tx::transactional).map(done -> advance(end, done)))
                .switchIfEmpty(Mono.fromSupplier(this::finishRound));
    }

    private boolean advance(long end, int done) {
        walk.updateAndGet(now -> new Walk(end, now.foundSome() || done > 0, Instant.MIN));
        return true;
    }

    private boolean finishRound() {
        boolean again = walk.get().foundSome();
        walk.set(new Walk(0, false, again ? Instant.MIN : clock.instant().plus(settings.rest())));
        return again;
    }

    private Mono<Long> endOfStretch() {
        return database.sql("""
                        SELECT max(id) FROM
                            (SELECT id FROM member WHERE id > :after ORDER BY id LIMIT :limit) AS stretch
                        """)
                .bind("after", walk.get().after())
                .bind("limit", settings.batchNumbers())
                .map(row -> Optional.ofNullable(row.get(0, Long.class)))
                .one()
                .mapNotNull(end -> end.orElse(null));
    }

    private Mono<Integer> look(long end, Permission permission) {
        return database.sql("""
                        SELECT id, phone FROM member
                         WHERE id > :after AND id <= :end AND phone IS NOT NULL
                           AND (phone_key <> :first AND :encrypts
                                OR (SELECT count(*) FROM member_phone
                                     WHERE member_id = member.id AND key_id = ANY(:keys::text[])) < :wanted
                                OR EXISTS (SELECT FROM member_phone
                                            WHERE member_id = member.id AND key_id = ANY(:retired::text[])))
                         ORDER BY id
                           FOR NO KEY UPDATE SKIP LOCKED
                        """)
                .bind("after", walk.get().after())
                .bind("end", end)
                .bind("first", phones.firstKeyId())
                .bind("encrypts", permission.mayEncrypt())
                .bind("keys", phones.keyIds())
                .bind("wanted", phones.keys().size())
                .bind("retired", permission.retired().toArray(String[]::new))
                .map(row -> new Row(row.get("id", Long.class), row.get("phone", ByteBuffer.class)))
                .all()
                .collectList()
                .flatMap(rows -> rows.isEmpty() ? Mono.just(0) : work(rows, permission));
    }

    /** Ciphers and hashes are made off the event loop. */
    private Mono<Integer> work(List<Row> rows, Permission permission) {
        return Mono.fromCallable(() -> writing(rows))
                .subscribeOn(Schedulers.parallel())
                .flatMap(writing -> (permission.mayEncrypt() ? encrypt(writing) : Mono.<Void>empty())
                        .then(hash(writing))
                        .then(removeRetired(writing, permission))
                        .thenReturn(rows.size()));
    }

    private Writing writing(List<Row> rows) {
        int keys = phones.keys().size();
        Writing writing = new Writing(
                new Long[rows.size()],
                new String[rows.size()],
                new Long[rows.size() * keys],
                new String[rows.size() * keys],
                new String[rows.size() * keys]);
        for (int n = 0; n < rows.size(); n++) {
            Phone phone = phones.decrypt(Objects.requireNonNull(rows.get(n).phone()));
            writing.ids()[n] = rows.get(n).id();
            writing.phones()[n] = HexFormat.of().formatHex(phones.encrypt(phone));
            List<String> hashes = phones.hashes(phone);
            for (int k = 0; k < keys; k++) {
                writing.members()[n * keys + k] = rows.get(n).id();
                writing.hashes()[n * keys + k] = hashes.get(k);
                writing.keys()[n * keys + k] = phones.keyIds()[k];
            }
        }
        return writing;
    }

    private Mono<Void> encrypt(Writing writing) {
        return database.sql("""
                        UPDATE member SET phone = decode(hex, 'hex')
                          FROM unnest(:ids::bigint[], :phones::text[]) AS anew (member_id, hex)
                         WHERE id = member_id AND phone_key <> :first
                        """)
                .bind("ids", writing.ids())
                .bind("phones", writing.phones())
                .bind("first", phones.firstKeyId())
                .then();
    }

    /** A hash that another member has is left out, and the figures go on showing that one is missing. */
    private Mono<Void> hash(Writing writing) {
        return database.sql("""
                        INSERT INTO member_phone (hash, member_id, key_id)
                        SELECT decode(hex, 'hex'), member_id, key_id
                          FROM unnest(:hashes::text[], :members::bigint[], :keys::text[]) AS made (hex, member_id, key_id)
                         ORDER BY hex
                        ON CONFLICT DO NOTHING
                        """)
                .bind("hashes", writing.hashes())
                .bind("members", writing.members())
                .bind("keys", writing.keys())
                .then();
    }

    private Mono<Void> removeRetired(Writing writing, Permission permission) {
        return database.sql("""
                        DELETE FROM member_phone AS old
                         WHERE member_id = ANY(:ids) AND key_id = ANY(:retired::text[])
                           AND (SELECT count(*) FROM member_phone
                                 WHERE member_id = old.member_id AND key_id = ANY(:keys::text[])) = :wanted
                        """)
                .bind("ids", writing.ids())
                .bind("retired", permission.retired().toArray(String[]::new))
                .bind("keys", phones.keyIds())
                .bind("wanted", phones.keys().size())
                .then();
    }
}
