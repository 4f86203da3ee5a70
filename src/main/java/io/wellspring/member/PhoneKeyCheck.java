package io.wellspring.member;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Ends a start whose keys do not fit what is stored: such a node could not read some numbers, or, worse, would not find
 * some members and let their numbers register twice. It asks on the connection of the migrations, on the thread that
 * starts, before anything is served; a node that merely was not ready would already be on its way to serve.
 */
@Component
class PhoneKeyCheck implements Callback {

    private static final String UNREAD = """
            WITH RECURSIVE member_key (id) AS (
                SELECT min(phone_key) FROM member
                UNION ALL
                SELECT (SELECT min(phone_key) FROM member WHERE phone_key > member_key.id)
                  FROM member_key WHERE member_key.id IS NOT NULL)
            SELECT id FROM member_key WHERE id <> ALL(?)
            UNION ALL
            SELECT new_phone_key FROM member_phone_change WHERE new_phone_key <> ALL(?)
            LIMIT 1
            """;
    private static final String UNFOUND = """
            WITH RECURSIVE member_key (id) AS (
                SELECT min(key_id) FROM member_phone
                UNION ALL
                SELECT (SELECT min(key_id) FROM member_phone WHERE key_id > member_key.id)
                  FROM member_key WHERE member_key.id IS NOT NULL)
            SELECT id FROM member_key
             WHERE id <> ALL(?)
               AND EXISTS (SELECT FROM member_phone theirs
                            WHERE theirs.key_id = member_key.id
                              AND NOT EXISTS (SELECT FROM member_phone ours
                                               WHERE ours.member_id = theirs.member_id AND ours.key_id = ANY(?)))
             LIMIT 1
            """;

    private final PhoneCipher phones;

    PhoneKeyCheck(PhoneCipher phones) {
        this.phones = phones;
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.AFTER_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        try {
            check(context.getConnection());
        } catch (SQLException failure) {
            throw new IllegalStateException("The keys of phone numbers could not be checked.", failure);
        }
    }

    @Override
    public String getCallbackName() {
        return "phone keys";
    }

    /** Cheap where no key is foreign: then each of two questions looks into an index once for each key there is. */
    void check(Connection connection) throws SQLException {
        String unread = first(connection, UNREAD);
        if (unread != null) {
            throw new PhoneKeysRefused("WELLSPRING_PHONE_KEYS lacks the key \"" + unread
                    + "\", under which phone numbers are still encrypted: add it again, after the first.");
        }
        String unfound = first(connection, UNFOUND);
        if (unfound != null) {
            throw new PhoneKeysRefused("WELLSPRING_PHONE_KEYS lacks the key \"" + unfound
                    + "\", without which some members cannot be found: add it again, after the first.");
        }
    }

    /** The key at fault, if there is one. */
    private @Nullable String first(Connection connection, String sql) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            Array keys = connection.createArrayOf("text", phones.keyIds());
            query.setArray(1, keys);
            query.setArray(2, keys);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        }
    }
}
