package io.wellspring.plan.replay;

import static io.wellspring.plan.equity.rules.Rules.rules;
import static io.wellspring.plan.testing.PlanNode.order;
import static io.wellspring.plan.testing.PlanNode.poison;
import static io.wellspring.plan.testing.PlanNode.redemption;
import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.plan.equity.rules.EquityParameters;
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

/** A plan's history, replayed as it is, and replayed after somebody has been at the database. */
class ReplayTest {

    private static final int MEMBERS = 25;
    private static final int COMMANDS = 400;
    private static final EquityParameters SHORT_LIVED = rules(
            "grantRate", "0.30", "referralGrantRate", "0.10", "quotaMultiple", "0.4", "referralQuotaMultiple", "0.2");

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
        // So few exits fit into a transaction that many go on in the next.
        node = PlanNode.quiet(database, members, "exits-per-transaction", "2");
        plan = node.plan(SHORT_LIVED);
        long other = node.plan(SHORT_LIVED);
        Random random = new Random(Seeds.some(1).findFirst().orElseThrow());
        for (int day = 0; day < 3; day++) {
            node.append(node.parameters(plan, "version" + day, day == 1 ? rules("minSupply", "5") : SHORT_LIVED));
            liveADay(plan, day, random);
            liveADay(other, day, random);
            database.advance(Duration.ofDays(2));
        }
        node.append(order(plan, "last", 1, 100));
        node.drain(plan, 1000);
    }

    @AfterAll
    static void close() {
        node.close();
    }

    private static void liveADay(long of, int day, Random random) {
        for (int n = 0; n < COMMANDS / 3; n++) {
            String key = "p" + of + "d" + day + "n" + n;
            long member = 1 + random.nextInt(MEMBERS);
            node.append(
                    switch (random.nextInt(30)) {
                        case 0 -> poison(of, key, member);
                        case 1, 2, 3, 4, 5, 6 -> redemption(of, key, member, 1 + random.nextInt(3_000_000));
                        default -> order(of, key, member, 100 + random.nextInt(50_000));
                    });
        }
        // A batch that a command spoils is decided again without it, as the writer would after bisecting.
        for (int tries = 0; tries < COMMANDS; tries++) {
            try {
                node.drain(of, 1 + random.nextInt(30));
                return;
            } catch (BatchFailed failed) {
                isolate(of);
            }
        }
    }

    private static void isolate(long of) {
        while (true) {
            try {
                if (node.step(of, 1) == null) {
                    return;
                }
            } catch (BatchFailed failed) {
                node.the(PlanWriter.class).fail(of, failed).block();
                return;
            }
        }
    }

    @Test
    void anUntouchedHistoryIsTheSame() {
        assertThat(database.jdbc()
                        .sql("SELECT DISTINCT kind FROM ledger_member_line WHERE cause_plan_id = ?")
                        .param(plan)
                        .query(String.class)
                        .list())
                .contains("ORDER_GRANT", "REFERRAL_GRANT", "REDEMPTION", "FORCED_EXIT");
        assertThat(database.jdbc()
                        .sql("SELECT DISTINCT status FROM plan_log WHERE plan_id = ?")
                        .param(plan)
                        .query(String.class)
                        .list())
                .contains("APPLIED", "REFUSED", "FAILED");

        List<ReplayNote> notes = node.replay(plan);

        assertThat(notes).filteredOn(Difference.class::isInstance).isEmpty();
        assertThat(notes.get(notes.size() - 1)).isEqualTo(new Verdict(true, true, positions(), lines(), 0));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            LINE_DIFFERS       ; ledger_member_line    ; SET amount = amount + 1 WHERE id = :line
            LINE_DIFFERS       ; ledger_member_line    ; SET kind = 'GIFT' WHERE id = :line
            LINE_DIFFERS       ; ledger_member_line    ; SET business_day = business_day + 1 WHERE id = :line
            LINE_DIFFERS       ; ledger_member_line    ; SET plan_id = 77 WHERE id = :line
            LINE_DIFFERS       ; ledger_member_line    ; SET member_id = 999 WHERE id = :line
            LINE_MISSING       ; ledger_member_line    ; SET cause_plan_id = 77 WHERE id = :line
            LINE_UNEXPECTED    ; ledger_member_line    ; SET position = NULL WHERE id = :line
            LINE_UNEXPECTED    ; ledger_member_line    ; SET position = position + 60 WHERE id = :line
            LINE_UNEXPECTED    ; ledger_member_line    ; SET posting_id = posting_id + 1 WHERE id = :line
            BALANCE_DIFFERS    ; ledger_member_line    ; SET balance = balance + 1 WHERE id = :line
            PLAN_LINE_DIFFERS  ; ledger_plan_line      ; SET amount = amount + 1 WHERE id = (SELECT max(id) FROM ledger_plan_line WHERE plan_id = :plan)
            PLAN_LINE_DIFFERS  ; ledger_plan_line      ; SET kind = 'GIFT' WHERE id = (SELECT min(id) FROM ledger_plan_line WHERE plan_id = :plan)
            BALANCE_DIFFERS    ; ledger_member_balance ; SET amount = amount + 1 WHERE (member_id, asset, plan_id) IN (SELECT member_id, 'QUOTA', plan_id FROM equity_holder WHERE plan_id = :plan LIMIT 1)
            OUTCOME_DIFFERS    ; plan_log              ; SET outcome = outcome || '{"contribution": 1}' WHERE id = :order
            OUTCOME_DIFFERS    ; plan_log              ; SET status = 'REFUSED' WHERE id = :order
            OUTCOME_DIFFERS    ; plan_log              ; SET body = body || '{"cash": 100000}' WHERE id = :order
            BODY_CHANGED       ; plan_log              ; SET body = body || '{"paidAt": "2026-01-02T00:00:00Z"}' WHERE id = :order
            LINE_DIFFERS       ; plan_log              ; SET member_id = 23 WHERE id = :order
            OUTCOME_DIFFERS    ; plan_log              ; SET facts = '{"referrer": 5}' WHERE id = :unreferred
            COMMAND_UNREADABLE ; plan_log              ; SET body = '{"cash": "a lot"}' WHERE id = :order
            POSITION_MISSING   ; plan_log              ; SET plan_id = 77 WHERE id = :order
            DAY_DIFFERS        ; plan_log              ; SET business_day = business_day - 1 WHERE id = :order
            POSTING_DIFFERS    ; ledger_posting        ; SET first_position = 1 WHERE id = (SELECT max(id) FROM ledger_posting WHERE plan_id = :plan)
            STATE_DIFFERS      ; plan                  ; SET state = state || '{"assets": 1}' WHERE id = :plan
            CLOSED_DAY_DIFFERS ; plan_day              ; SET state = state || '{"assets": 1}' WHERE plan_id = :plan
            CLOSED_DAY_DIFFERS ; plan_day              ; SET last_position = last_position + 1 WHERE plan_id = :plan
            OUTCOME_DIFFERS    ; plan_version          ; SET parameters = parameters || '{"contributionRate": "0.31"}' WHERE plan_id = :plan AND number = 1
            VERSION_DIFFERS    ; plan_version          ; SET parameters = parameters || '{"issuePrice": "2"}' WHERE plan_id = :plan AND number = 2
            HOLDING_DIFFERS    ; equity_holder         ; SET quota = quota + 1 WHERE plan_id = :plan AND member_id = 3
            """)
    void whoeverChangesARowIsFoundOut(What what, String table, String change) {
        tamper(table, change);
        List<Difference> found = differences();
        new Tampering(database).restore(table);

        assertThat(found).extracting(Difference::what).contains(what);
        assertThat(differences()).isEmpty();
    }

    private static void tamper(String table, String change) {
        long line = count("SELECT id FROM ledger_member_line WHERE cause_plan_id = ? AND asset = 'QUOTA'"
                + " AND kind = 'ORDER_GRANT' ORDER BY id OFFSET 40 LIMIT 1");
        long order = count("SELECT id FROM plan_log WHERE plan_id = ? AND kind = 'ORDER' AND status = 'APPLIED'"
                + " ORDER BY position OFFSET 60 LIMIT 1");
        long unreferred = count("SELECT id FROM plan_log WHERE plan_id = ? AND kind = 'ORDER' AND status = 'APPLIED'"
                + " AND facts IS NULL ORDER BY position OFFSET 30 LIMIT 1");
        String sql = "UPDATE %s %s"
                .formatted(table, change)
                .replace(":line", Long.toString(line))
                .replace(":order", Long.toString(order))
                .replace(":unreferred", Long.toString(unreferred))
                .replace(":plan", Long.toString(plan));
        new Tampering(database).change(table, sql);
    }

    private List<Difference> differences() {
        return node.replay(plan).stream()
                .filter(Difference.class::isInstance)
                .map(Difference.class::cast)
                .toList();
    }

    private static long positions() {
        return count("SELECT last_position FROM plan WHERE id = ?");
    }

    private static long lines() {
        return count("SELECT count(*) FROM ledger_member_line WHERE cause_plan_id = ?");
    }

    private static long count(String sql) {
        return database.jdbc().sql(sql).param(plan).query(Long.class).single();
    }
}
