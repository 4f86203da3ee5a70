package io.wellspring.plan.replay;

import static io.wellspring.plan.testing.PlanNode.command;
import static io.wellspring.plan.testing.PlanNode.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellspring.plan.kind.Rulebooks;
import io.wellspring.plan.log.CommandKind;
import io.wellspring.plan.register.PlanKind;
import io.wellspring.plan.testing.Books;
import io.wellspring.plan.testing.KnownMembers;
import io.wellspring.plan.testing.PlanNode;
import io.wellspring.testing.TestDatabase;
import io.wellspring.value.AssetCode;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.DataIntegrityViolationException;

/**
 * A database that an older version has written, and left in the middle of its work, is migrated: its balances stay as they
 * are, its logs replay, and its plans go on. The dump was made by version 37 of the schema; it has two EQUITY plans, and a
 * LOOP and a RELEASE plan whose day is half paid, each with orders that wait.
 */
class OlderDataTest {

    private static final String ROWS = """
            SELECT concat_ws(' ', plan_id, account, asset, amount) FROM ledger_plan_balance
             UNION ALL
            SELECT concat_ws(' ', plan_id, member_id, asset, amount) FROM ledger_member_balance
             UNION ALL
            SELECT concat_ws(' ', plan_id, id, posting_id, account, asset, amount, balance, kind) FROM ledger_plan_line
             UNION ALL
            SELECT concat_ws(' ', plan_id, id, posting_id, member_id, asset, amount, balance, kind) FROM ledger_member_line
             ORDER BY 1
            """;

    /** As nodes of the version before change the balances of plans. */
    private static final String UPSERT = """
            INSERT INTO ledger_plan_balance AS balance (plan_id, account, asset, amount) VALUES (?, ?, ?, ?)
            ON CONFLICT (plan_id, account, asset) DO UPDATE SET amount = balance.amount + excluded.amount
            """;

    private final TestDatabase database = TestDatabase.empty();
    private List<String> written;

    @BeforeEach
    void migrate() throws IOException, SQLException {
        database.migrateTo("37");
        load("dumps/version-37.copy");
        database.jdbc().sql("""
                        CREATE OR REPLACE FUNCTION wellspring_now() RETURNS timestamptz
                            LANGUAGE sql STABLE RETURN timestamptz '2026-12-05 12:00:00+08'
                        """).update();
        written = database.jdbc().sql(ROWS).query(String.class).list();
        database.migrateTo("latest");
    }

    @Test
    void balancesAndLinesStayAsTheyAre() {
        assertThat(written).hasSizeGreaterThan(500);
        assertThat(database.jdbc().sql(ROWS).query(String.class).list()).isEqualTo(written);
    }

    @Test
    void everyPlanAndTheHouseHaveABook() {
        assertThat(list("SELECT kind || ' ' || id FROM ledger_book ORDER BY id"))
                .containsExactly("HOUSE 0", "PLAN 1", "PLAN 2", "PLAN 3", "PLAN 4");
    }

    @Test
    void everyBalanceHasTheSignThatTheChartOfItsPlanHas() {
        try (PlanNode node = PlanNode.quiet(database, members())) {
            List<String> rows = list("SELECT concat_ws(' ', kind, account, asset, sign) FROM ledger_plan_balance"
                    + " JOIN plan ON plan.id = plan_id");
            assertThat(rows).hasSizeGreaterThan(10).allSatisfy(row -> {
                String[] parts = row.split(" ");
                assertThat(node.the(Rulebooks.class)
                                .newest(PlanKind.valueOf(parts[0]))
                                .chart()
                                .sign(parts[1], AssetCode.valueOf(parts[2])))
                        .as(row)
                        .hasToString(parts[3]);
            });
        }
    }

    @Test
    void theSignsHoldAlsoForNodesOfTheVersionBefore() {
        assertThatCode(() -> upsert(1, "POOL", -1)).doesNotThrowAnyException();
        assertThatThrownBy(() -> upsert(1, "POOL", -1_000_000_000)).isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> upsert(3, "SALES", 1_000_000_000)).isInstanceOf(DataIntegrityViolationException.class);
        assertThatCode(() -> upsert(99, "POOL", -1))
                .as("of a plan that such a node has opened")
                .doesNotThrowAnyException();
    }

    @Test
    void aDayIsOneRowForNodesOfTheVersionBeforeAndForThisOne() {
        assertThat(list(
                        "SELECT concat_ws(' ', plan_id, day, stage, last_member, receivers, posted) FROM plan_settlement"
                                + " WHERE stage <> 'PUBLISHED' ORDER BY plan_id"))
                .containsExactly("3 2026-12-04 POSTING 2 5 2", "4 2026-12-04 POSTING 2 5 2");
        assertThat(list("SELECT plan_id || ' ' || count(*) FROM plan_settlement GROUP BY plan_id ORDER BY plan_id"))
                .containsExactly("3 4", "4 4");

        update("UPDATE plan_settlement SET posted = 4, last_member = 4 WHERE plan_id = 3 AND day = '2026-12-04'");
        assertThat(list("SELECT posted || ' ' || sales FROM loop_settlement WHERE stage = 'POSTING'"))
                .containsExactly("4 2044861");
        update("UPDATE release_settlement SET posted = 3, last_member = 3 WHERE plan_id = 4 AND day = '2026-12-04'");
        assertThat(list("SELECT posted FROM plan_settlement WHERE plan_id = 4 AND stage = 'POSTING'"))
                .containsExactly("3");
        update(
                "INSERT INTO release_settlement (plan_id, day, version_number, stage) VALUES (4, '2026-12-09', 1, 'COMPUTING')");
        assertThat(list("SELECT stage FROM plan_settlement WHERE day = '2026-12-09'"))
                .containsExactly("COMPUTING");
        update("DELETE FROM plan_settlement WHERE day = '2026-12-09'");
        assertThat(list("SELECT stage FROM release_settlement WHERE day = '2026-12-09'"))
                .isEmpty();

        assertThatThrownBy(
                        () -> update("UPDATE plan_settlement SET posted = 0 WHERE plan_id = 3 AND day = '2026-12-01'"))
                .hasMessageContaining("not to be edited");
        assertThatThrownBy(() -> update("DELETE FROM plan_settlement WHERE plan_id = 4 AND day = '2026-12-01'"))
                .hasMessageContaining("not to be edited");
    }

    @Test
    void logsReplayAndPlansGoOnWhereTheyStood() {
        try (PlanNode node = PlanNode.quiet(database, members(), "members-per-step", "2")) {
            for (long plan = 1; plan <= 4; plan++) {
                node.drain(plan, 3);
            }
            new Books(database.jdbc()).assertAgree();
            for (long plan = 1; plan <= 4; plan++) {
                node.append(order(plan, "new " + plan, 2, 77_700));
                node.append(command(plan, "later tick", CommandKind.TICK, null, "{}"));
                node.drain(plan, 3);
            }
            assertThat(list("SELECT key FROM plan_log WHERE status IS DISTINCT FROM 'APPLIED' AND status <> 'REFUSED'"))
                    .isEmpty();
            new Books(database.jdbc()).assertAgree();
        }
    }

    private static KnownMembers members() {
        return new KnownMembers().referred(2, 1).referred(3, 2).referred(4, 3).referred(5, 4);
    }

    private void upsert(long plan, String account, long amount) {
        database.jdbc().sql(UPSERT).params(plan, account, "CNY", amount).update();
    }

    private void update(String sql) {
        database.jdbc().sql(sql).update();
    }

    private List<String> list(String sql) {
        return database.jdbc().sql(sql).query(String.class).list();
    }

    /** Rows as COPY wrote them, table by table; then the sequences go on after them. */
    private void load(String dump) throws IOException, SQLException {
        String text = new ClassPathResource(dump).getContentAsString(StandardCharsets.UTF_8);
        try (Connection connection = database.dataSource().getConnection()) {
            for (String table : text.split("\n\\\\\\.\n")) {
                int rows = table.indexOf('\n') + 1;
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn(
                                table.substring(0, rows).replace(";", ""),
                                new StringReader(table.substring(rows) + "\n"));
            }
        }
        for (String sequence : List.of(
                "'ledger_posting_id', (SELECT max(id) FROM ledger_posting)",
                "'ledger_line_id', (SELECT greatest((SELECT max(id) FROM ledger_member_line), max(id)) FROM ledger_plan_line)",
                "pg_get_serial_sequence('plan', 'id'), (SELECT max(id) FROM plan)",
                "pg_get_serial_sequence('plan_log', 'id'), (SELECT max(id) FROM plan_log)")) {
            database.jdbc()
                    .sql("SELECT setval(" + sequence + ")")
                    .query(Long.class)
                    .single();
        }
    }
}
