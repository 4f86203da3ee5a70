package io.wellspring.member;

import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Which keys the nodes have at the moment. While a rotation rolls through, nodes of two stages run side by side; without
 * this, one would take the next stage's hashes for leftovers, and two would encrypt the same numbers back and forth.
 */
@Component
class PhoneKeyUse {

    private final DatabaseClient database;
    private final PhoneCipher phones;
    private final MemberSettings.Rotation settings;

    PhoneKeyUse(DatabaseClient database, PhoneCipher phones, MemberSettings settings) {
        this.database = database;
        this.phones = phones;
        this.settings = settings.rotation();
    }

    /**
     * What may be done now.
     *
     * @param mayEncrypt whether no node has a newer first key than this one
     * @param retired keys of hashes that no node has had for a while
     */
    record Permission(boolean mayEncrypt, List<String> retired) {}

    /** Says which keys this node has. */
    Mono<Void> tell() {
        return database.sql("""
                        INSERT INTO member_phone_key AS known (id, first_since, first_seen_at)
                        SELECT key_id, CASE WHEN key_id = :first THEN now() END, CASE WHEN key_id = :first THEN now() END
                          FROM unnest(:keys::text[]) AS mine (key_id)
                         ORDER BY key_id
                        ON CONFLICT (id) DO UPDATE
                           SET seen_at = now(),
                               first_since = CASE
                                   WHEN excluded.first_since IS NULL THEN known.first_since
                                   WHEN known.first_seen_at > now() - make_interval(secs => :use) THEN known.first_since
                                   ELSE now() END,
                               first_seen_at = coalesce(excluded.first_seen_at, known.first_seen_at)
                        """)
                .bind("keys", phones.keyIds())
                .bind("first", phones.firstKeyId())
                .bind("use", settings.keyInUseSeconds())
                .then();
    }

    Mono<Permission> permission() {
        return retired().collectList().flatMap(retired -> mayEncrypt().map(may -> new Permission(may, retired)));
    }

    private Mono<Boolean> mayEncrypt() {
        return database.sql("""
                        SELECT id = :first FROM member_phone_key
                         WHERE first_seen_at > now() - make_interval(secs => :use)
                         ORDER BY first_since DESC, id
                         LIMIT 1
                        """)
                .bind("first", phones.firstKeyId())
                .bind("use", settings.keyInUseSeconds())
                .mapValue(Boolean.class)
                .one()
                .defaultIfEmpty(false);
    }

    private Flux<String> retired() {
        return database.sql("""
                        SELECT id FROM member_phone_key
                         WHERE seen_at <= now() - make_interval(secs => :use) AND id <> ALL(:keys::text[])
                        """)
                .bind("keys", phones.keyIds())
                .bind("use", settings.keyInUseSeconds())
                .mapValue(String.class)
                .all();
    }
}
