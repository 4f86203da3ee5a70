package io.wellspring.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellspring.testing.Servers;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Where migrations run as another role, that of the nodes reads and writes rows and can do no more. That this is enough
 * for all that nodes do is shown by every other test, for their applications sign in as such a role.
 */
class NodeRightsTest {

    private static final String OWNER = "rights_owner";
    private static final String NODE = "rights_node";
    private static final String DATABASE = "node_rights";
    private static final JdbcClient SERVER =
            JdbcClient.create(Servers.postgresql().getPostgresDatabase());

    private static JdbcClient owner;
    private static JdbcClient node;

    @BeforeAll
    static void migrate() {
        Servers.emptyDatabase(DATABASE);
        SERVER.sql("CREATE ROLE " + OWNER + " LOGIN").update();
        SERVER.sql("CREATE ROLE " + NODE + " LOGIN").update();
        SERVER.sql("ALTER DATABASE " + DATABASE + " OWNER TO " + OWNER).update();
        SERVER.sql("REVOKE TEMPORARY ON DATABASE " + DATABASE + " FROM PUBLIC").update();
        owner = JdbcClient.create(as(OWNER));
        node = JdbcClient.create(as(NODE));
        settle(NODE);
    }

    @AfterEach
    void isSettled() {
        owner.sql("DROP TABLE IF EXISTS later").update();
        SERVER.sql("REVOKE " + OWNER + " FROM " + NODE).update();
        owner.sql("REVOKE CREATE ON SCHEMA public FROM PUBLIC").update();
        owner.sql("REVOKE UPDATE ON ledger_posting FROM PUBLIC").update();
        settle(NODE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE ledger_member_line DISABLE TRIGGER ledger_member_line_stays",
                "UPDATE ledger_member_line SET amount = amount + 1",
                "DELETE FROM ledger_posting",
                "UPDATE ledger_plan_line_other SET amount = 0",
                "SELECT * FROM ledger_plan_line_other",
                "TRUNCATE plan_log",
                "DELETE FROM plan_log",
                "UPDATE plan_version SET number = 7",
                "UPDATE plan_day SET last_position = 0",
                "DELETE FROM member_deed",
                "TRUNCATE session CASCADE",
                "CREATE TABLE mine (id bigint)",
                "CREATE FUNCTION mine() RETURNS int LANGUAGE sql RETURN 1",
                "CREATE OR REPLACE FUNCTION wellspring_now() RETURNS timestamptz LANGUAGE sql STABLE RETURN now()",
                "DROP TABLE ledger_member_line",
                "ALTER TABLE member ADD COLUMN mine int",
                "SELECT setval('ledger_line_id', 1)",
                "SET session_replication_role = replica",
                "UPDATE flyway_schema_history SET success = false",
                "GRANT " + OWNER + " TO " + NODE
            })
    void mayNotBeDoneByANode(String statement) {
        assertThatThrownBy(() -> run(node, statement))
                .rootCause()
                .message()
                .containsAnyOf("permission denied", "must be owner");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT count(*) FROM ledger_member_line",
                "UPDATE plan_log SET position = 1 WHERE id = 0",
                "DELETE FROM session WHERE ended_at < now()",
                "SELECT nextval('ledger_line_id')",
                "CREATE TEMPORARY TABLE replayed (LIKE loop_member INCLUDING ALL)",
                "SELECT ledger_make_month('2031-01-15')",
                "SELECT id FROM plan FOR NO KEY UPDATE SKIP LOCKED"
            })
    void isWhatANodeDoes(String statement) {
        assertThatCode(() -> run(node, statement)).doesNotThrowAnyException();
    }

    /** A temporary table of the same name is not taken for the true one where the owner's rights are at work. */
    @Test
    void aMonthIsMadeInTheOwnersSchemaAndNowhereElse() {
        node.sql("SELECT ledger_make_month('2032-02-15')").query().listOfRows();
        assertThat(owner.sql("SELECT tableowner FROM pg_tables WHERE tablename = 'ledger_plan_line_2032_02'")
                        .query(String.class)
                        .single())
                .isEqualTo(OWNER);
    }

    /** Whoever writes a function that makes or changes tables must let it run as the owner, or nodes cannot call it. */
    @Test
    void whatChangesTablesRunsAsTheOwnerWithNamesOfItsOwn() {
        assertThat(owner.sql("""
                        SELECT proname || ' ' || prosecdef || ' ' || coalesce(array_to_string(proconfig, ','), '')
                          FROM pg_proc
                         WHERE pronamespace = 'public'::regnamespace
                           AND prosrc ~* '(CREATE|ALTER|DROP|ATTACH|DETACH)\\s+(TABLE|PARTITION)'
                        """).query(String.class).list())
                .isNotEmpty()
                .allMatch(function -> function.endsWith(" true search_path=public, pg_temp"));
    }

    @Test
    void aNewTableIsReadAndWrittenAndOneThatRefusesEditsIsOnlyAddedTo() {
        owner.sql("CREATE TABLE later (id bigint GENERATED ALWAYS AS IDENTITY, note text)")
                .update();
        settle(NODE);
        run(node, "INSERT INTO later (note) VALUES ('first')");
        run(node, "UPDATE later SET note = 'second'");

        owner.sql("""
                CREATE TRIGGER later_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON later
                    FOR EACH STATEMENT EXECUTE FUNCTION refuse_edit()
                """).update();
        settle(NODE);

        run(node, "INSERT INTO later (note) VALUES ('third')");
        assertThatThrownBy(() -> run(node, "UPDATE later SET note = ''")).hasStackTraceContaining("permission denied");
        assertThatThrownBy(() -> run(node, "DELETE FROM later")).hasStackTraceContaining("permission denied");
    }

    /** Every node asks at its start; where nothing is amiss it writes nothing, and waits for nobody. */
    @Test
    void whatIsSettledIsLeftAlone() {
        String before = rights();
        settle(NODE);
        assertThat(rights()).isEqualTo(before);
    }

    @Test
    void oneRoleForBothIsAsItAlwaysWas() {
        String before = rights();
        settle(OWNER);
        assertThat(rights()).isEqualTo(before);
    }

    @Test
    void aRoleThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> settle("nobody"))
                .rootCause()
                .isInstanceOf(NodeRightsRefused.class)
                .hasMessage(
                        "WELLSPRING_DATABASE_USER names the role \"nobody\", which PostgreSQL does not know: make it"
                                + " with CREATE ROLE \"nobody\" LOGIN PASSWORD '...', and nothing else.");
    }

    @Test
    void aRoleThatMayDoMoreIsRefused() {
        assertRefused("postgres", "is a superuser");

        SERVER.sql("GRANT " + OWNER + " TO " + NODE).update();
        assertRefused(NODE, "may do all that \"" + OWNER + "\" may, for it is its member");
        SERVER.sql("REVOKE " + OWNER + " FROM " + NODE).update();
        owner.sql("GRANT CREATE ON SCHEMA public TO PUBLIC").update();
        assertRefused(NODE, "may make tables in the schema \"public\"");
        owner.sql("REVOKE CREATE ON SCHEMA public FROM PUBLIC").update();
        owner.sql("GRANT UPDATE ON ledger_posting TO PUBLIC").update();
        assertRefused(NODE, "may do UPDATE on ledger_posting");
    }

    private static void assertRefused(String role, String reason) {
        assertThatThrownBy(() -> settle(role))
                .rootCause()
                .isInstanceOf(NodeRightsRefused.class)
                .hasMessage("WELLSPRING_DATABASE_USER names the role \"" + role + "\", which " + reason
                        + ": it is to have no right but what the owner gives it.");
    }

    private static void settle(String role) {
        Flyway.configure()
                .dataSource(as(OWNER))
                .locations("classpath:db/migration")
                .callbacks(new NodeRights(role))
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .load()
                .migrate();
    }

    /** With the version of each row, which every writing changes. */
    private static String rights() {
        return List.of(
                        "SELECT string_agg(oid || ' ' || xmin || ' ' || relacl::text, ',' ORDER BY oid) FROM pg_class"
                                + " WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'S')",
                        "SELECT string_agg(oid || ' ' || xmin || ' ' || proacl::text, ',' ORDER BY oid) FROM pg_proc"
                                + " WHERE pronamespace = 'public'::regnamespace")
                .stream()
                .map(sql -> owner.sql(sql).query(String.class).single())
                .reduce("", String::concat);
    }

    private static void run(JdbcClient as, String statement) {
        if (statement.startsWith("SELECT")) {
            as.sql(statement).query().listOfRows();
        } else {
            as.sql(statement).update();
        }
    }

    private static DataSource as(String role) {
        return Servers.postgresql().getDatabase(role, DATABASE);
    }
}
