package io.wellspring.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.auth.caller.AuthSettings;
import io.wellspring.auth.caller.Settings;
import io.wellspring.testing.TestDatabase;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** On a database of its own, whose rows nobody else removes. */
class SessionPruningTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final GenericApplicationContext CONTEXT = new GenericApplicationContext();

    static {
        DATABASE.register(CONTEXT);
        CONTEXT.refresh();
    }

    @AfterAll
    static void close() {
        CONTEXT.close();
    }

    @BeforeEach
    void empty() {
        DATABASE.jdbc().sql("TRUNCATE session CASCADE").update();
    }

    @Test
    void whatServesNoMoreIsRemovedAndWhatShowsAThiefIsKept() {
        session("standing", "interval '30 days'", null);
        token("standing", "unused", null);
        token("standing", "used today", "interval '1 hour'");
        token("standing", "used 29 days ago", "interval '29 days'");
        token("standing", "used 31 days ago", "interval '31 days'");
        session("just expired", "interval '-1 second'", null);
        token("just expired", "unused of the just expired", null);
        session("long expired", "interval '-8 days'", null);
        token("long expired", "unused of the long expired", null);
        session("just ended", "interval '30 days'", "interval '6 days'");
        token("just ended", "used of the just ended", "interval '6 days'");
        session("long ended", "interval '20 days'", "interval '8 days'");
        token("long ended", "used of the long ended", "interval '8 days'");
        token("long ended", "unused of the long ended", null);

        pruning(1000, 50).prune().block(PATIENCE);

        assertThat(names("session", "subject_id")).containsExactlyInAnyOrder("standing", "just expired", "just ended");
        assertThat(names("refresh_token", "encode(hash, 'escape')"))
                .containsExactlyInAnyOrder(
                        "unused",
                        "used today",
                        "used 29 days ago",
                        "unused of the just expired",
                        "used of the just ended");
        assertThat(count("SELECT count(*) FROM session WHERE ended_at IS NULL")).isEqualTo(1);
    }

    @Test
    void aRoundIsBoundedAndTheNextOnesDoTheRest() {
        many(50, 4);
        SessionPruning small = pruning(10, 3);
        small.prune().block(PATIENCE);
        assertThat(count("SELECT count(*) FROM refresh_token")).isEqualTo(200 - 30);
        for (int round = 0; round < 10; round++) {
            small.prune().block(PATIENCE);
        }
        assertThat(count("SELECT count(*) FROM refresh_token")).isZero();
        assertThat(count("SELECT count(*) FROM session")).isZero();
    }

    @Test
    void twoNodesThatPruneAtOnceDoNotHinderEachOther() {
        many(300, 10);
        session("standing", "interval '30 days'", null);
        token("standing", "unused", null);
        for (int round = 0; round < 20; round++) {
            Mono.when(pruning(100, 4).prune(), pruning(100, 4).prune()).block(PATIENCE);
        }
        assertThat(names("session", "subject_id")).containsExactly("standing");
        assertThat(names("refresh_token", "encode(hash, 'escape')")).containsExactly("unused");
    }

    private static SessionPruning pruning(int rows, int batches) {
        AuthSettings.Pruning limits = new AuthSettings.Pruning(300, rows, batches, 7);
        return new SessionPruning(CONTEXT.getBean(DatabaseClient.class), Settings.with(limits));
    }

    private static void session(String name, String expiresIn, String endedBefore) {
        DATABASE.jdbc()
                .sql(
                        "INSERT INTO session (id, kind, subject_id, expires_at, ended_at) VALUES (gen_random_uuid(), 'MEMBER',"
                                + " :name, now() + " + expiresIn + ", now() - (" + endedBefore + ")::interval)")
                .param("name", name)
                .update();
    }

    private static void token(String session, String name, String usedBefore) {
        DATABASE.jdbc()
                .sql("INSERT INTO refresh_token (hash, session_id, used_at)"
                        + " SELECT convert_to(:name, 'UTF8'), id, now() - (" + usedBefore
                        + ")::interval FROM session WHERE subject_id = :session")
                .param("name", name)
                .param("session", session)
                .update();
    }

    /** Long ended sessions, each with as many tokens. */
    private static void many(int sessions, int tokens) {
        DATABASE.jdbc().sql("""
                        INSERT INTO session (id, kind, subject_id, expires_at, ended_at)
                        SELECT gen_random_uuid(), 'MEMBER', n::text, now(), now() - interval '8 days'
                        FROM generate_series(1, :sessions) AS n
                        """).param("sessions", sessions).update();
        DATABASE.jdbc().sql("""
                        INSERT INTO refresh_token (hash, session_id, used_at)
                        SELECT convert_to(id || '-' || n, 'UTF8'), id, now() - interval '8 days'
                        FROM session, generate_series(1, :tokens) AS n
                        """).param("tokens", tokens).update();
    }

    private static Set<String> names(String table, String column) {
        return new TreeSet<>(DATABASE.jdbc()
                .sql("SELECT " + column + " FROM " + table)
                .query(String.class)
                .list());
    }

    private static long count(String sql) {
        return DATABASE.jdbc().sql(sql).query(Long.class).single();
    }
}
