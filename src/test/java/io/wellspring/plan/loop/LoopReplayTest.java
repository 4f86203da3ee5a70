package io.wellspring.plan.loop;

import static io.wellspring.plan.loop.rules.Rules.rules;
import static io.wellspring.plan.testing.PlanNode.command;
import static io.wellspring.plan.testing.PlanNode.order;
import static io.wellspring.plan.testing.PlanNode.poison;
import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.plan.log.CommandKind;
import io.wellspring.plan.loop.rules.LoopParameters;
import io.wellspring.plan.replay.ReplayNote;
import io.wellspring.plan.replay.ReplayNote.Difference;
import io.wellspring.plan.replay.ReplayNote.Verdict;
import io.wellspring.plan.replay.ReplayNote.What;
import io.wellspring.plan.testing.KnownMembers;
import io.wellspring.plan.testing.PlanNode;
import io.wellspring.plan.testing.Tampering;
import io.wellspring.plan.writer.BatchFailed;
import io.wellspring.plan.writer.PlanWriter;
import io.wellspring.testing.Seeds;
import io.wellspring.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A LOOP plan's history of some days, replayed as it is, and replayed after somebody has been at the database. */
class LoopReplayTest {

    private static final int MEMBERS = 30;
    private static final int ORDERS_A_DAY = 60;
    private static final LoopParameters FIRST =
            rules("quotaMultiple", "0.12", "weightedRate", "0.10", "levels", "V1 1 0.01, V2 2 0.05");
    private static final LoopParameters LATER =
            rules("quotaMultiple", "0.3", "weightBy", "QUOTA", "levels", "V1 0 0.02", "levelSplit", "BY_SHARES");

    private static TestDatabase database;
    private static PlanNode node;
    private static long plan;

    @BeforeAll
    static void live() {
        database = TestDatabase.create();
        KnownMembers members = new KnownMembers();
        for (long member = 2; member <= MEMBERS; member += 2) {
            members.referred(member, member - 1);
        }
        node = PlanNode.quiet(database, members, "members-per-step", "7");
        plan = node.plan(FIRST);
        long other = node.plan(FIRST);
        Random random = new Random(Seeds.some(1).findFirst().orElseThrow());
        for (int day = 0; day < 4; day++) {
            liveADay(plan, day, random);
            liveADay(other, day, random);
            if (day == 1) {
                node.append(command(
                        plan,
                        "later",
                        CommandKind.PARAMETERS,
                        null,
                        "{\"parameters\":%s}".formatted(node.json().writeValueAsString(LATER))));
            }
            database.advance(Duration.ofDays(day == 2 ? 3 : 1));
        }
        node.append(order(plan, "last", 1, 100_000));
        node.drain(plan, 1000);
    }

    @AfterAll
    static void close() {
        node.close();
    }

    private static void liveADay(long of, int day, Random random) {
        for (int n = 0; n < ORDERS_A_DAY; n++) {
            long member = 1 + random.nextInt(MEMBERS);
            node.append(order(of, "p" + of + "d" + day + "n" + n, member, 100 + random.nextInt(100_000)));
            if (random.nextInt(5) == 0) {
                node.drain(of, 1 + random.nextInt(20));
            }
        }
        node.drain(of, 100);
        node.append(poison(of, "p" + of + "d" + day + "poison", 1));
        try {
            node.drain(of, 100);
        } catch (BatchFailed failed) {
            node.the(PlanWriter.class).fail(of, failed).block();
        }
    }

    @Test
    void anUntouchedHistoryIsTheSame() {
        assertThat(database.jdbc()
                        .sql("SELECT DISTINCT kind FROM ledger_member_line WHERE cause_plan_id = ?")
                        .param(plan)
                        .query(String.class)
                        .list())
                .contains("ORDER_GRANT", "DIVIDEND", "WEIGHTED_DIVIDEND", "LEVEL_DIVIDEND");
        assertThat(count("SELECT count(*) FROM loop_settlement WHERE plan_id = ? AND stage = 'PUBLISHED'"))
                .isEqualTo(6);
        assertThat(count("SELECT count(*) FROM loop_member WHERE plan_id = ? AND quota = 0"))
                .as("members whose quota is used up")
                .isPositive();

        List<ReplayNote> notes = node.replay(plan);

        assertThat(notes).filteredOn(Difference.class::isInstance).isEmpty();
        long positions = count("SELECT last_position FROM plan WHERE id = ?");
        long lines = count("SELECT count(*) FROM ledger_member_line WHERE cause_plan_id = ?");
        assertThat(notes.get(notes.size() - 1)).isEqualTo(new Verdict(true, true, positions, lines, 0));
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            LINE_DIFFERS       ; ledger_member_line    ; SET amount = amount + 1 WHERE id = :dividend
            LINE_DIFFERS       ; ledger_member_line    ; SET kind = 'GIFT' WHERE id = :dividend
            LINE_UNEXPECTED    ; ledger_member_line    ; SET position = 5 WHERE id = :dividend
            LINE_DIFFERS       ; ledger_member_line    ; SET member_id = 999 WHERE id = :dividend
            LINE_MISSING       ; ledger_member_line    ; SET cause_plan_id = 77 WHERE id = :dividend
            LINE_UNEXPECTED    ; ledger_member_line    ; SET posting_id = (SELECT max(id) FROM ledger_posting WHERE plan_id = :plan) WHERE id = :dividend
            LINE_UNEXPECTED    ; ledger_posting        ; SET business_day = business_day + 90 WHERE id = :posting
            BALANCE_DIFFERS    ; ledger_member_line    ; SET balance = balance + 1 WHERE id = :used
            LINE_UNEXPECTED    ; ledger_member_line    ; SET position = NULL WHERE id = :granted
            PLAN_LINE_DIFFERS  ; ledger_plan_line      ; SET amount = amount + 1 WHERE plan_id = :plan AND kind = 'WEIGHTED_DIVIDEND'
            PLAN_LINE_DIFFERS  ; ledger_plan_line      ; SET kind = 'GIFT' WHERE plan_id = :plan AND kind = 'RETURN'
            BALANCE_DIFFERS    ; ledger_member_balance ; SET amount = amount + 1 WHERE plan_id = :plan AND member_id = 3 AND asset = 'SHARE'
            HOLDING_DIFFERS    ; loop_member           ; SET quota = quota + 1 WHERE plan_id = :plan AND member_id = 3
            SETTLEMENT_DIFFERS ; loop_dividend         ; SET shares = shares + 1 WHERE plan_id = :plan AND member_id = 3
            SETTLEMENT_DIFFERS ; loop_dividend         ; SET weighted = weighted - 1, level = level + 1 WHERE plan_id = :plan AND weighted > 1
            SETTLEMENT_DIFFERS ; loop_settlement       ; SET participants = participants + 1 WHERE plan_id = :plan
            SETTLEMENT_DIFFERS ; loop_settlement       ; SET version_number = 2 WHERE plan_id = :plan
            SETTLEMENT_DIFFERS ; loop_pool             ; SET paid = paid - 1, carried = carried + 1 WHERE plan_id = :plan AND number = 0 AND paid > 0
            CLOSED_DAY_DIFFERS ; plan_day              ; SET state = state || '{"sales": 1}' WHERE plan_id = :plan
            STATE_DIFFERS      ; plan                  ; SET state = state || '{"carried": 1000000}' WHERE id = :plan
            VERSION_DIFFERS    ; plan_version          ; SET parameters = parameters || '{"weightedRate": "0.31"}' WHERE plan_id = :plan AND number = 2
            """)
    void whoeverChangesARowIsFoundOut(What what, String table, String change) {
        new Tampering(database).change(table, "UPDATE " + table + " " + named(change));
        List<Difference> found = differences();
        new Tampering(database).restore(table);

        assertThat(found).extracting(Difference::what).contains(what);
        assertThat(differences()).isEmpty();
    }

    private static String named(String change) {
        String line =
                "SELECT id FROM ledger_member_line WHERE cause_plan_id = ? AND kind = '%s' ORDER BY id OFFSET 20 LIMIT 1";
        return change.replace(":dividend", Long.toString(count(line.formatted("WEIGHTED_DIVIDEND"))))
                .replace(":used", Long.toString(count(line.formatted("DIVIDEND"))))
                .replace(":granted", Long.toString(count(line.formatted("ORDER_GRANT"))))
                .replace(
                        ":posting",
                        Long.toString(count("SELECT posting_id FROM ledger_member_line"
                                + " WHERE cause_plan_id = ? AND kind = 'DIVIDEND' ORDER BY id LIMIT 1")))
                .replace(":plan", Long.toString(plan));
    }

    private List<Difference> differences() {
        return node.replay(plan).stream()
                .filter(Difference.class::isInstance)
                .map(Difference.class::cast)
                .toList();
    }

    private static long count(String sql) {
        return database.jdbc().sql(sql).param(plan).query(Long.class).single();
    }
}
