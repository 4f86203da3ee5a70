package io.wellspring.plan.release;

import static io.wellspring.plan.release.rules.Rules.rules;
import static io.wellspring.plan.testing.PlanNode.command;
import static io.wellspring.plan.testing.PlanNode.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.plan.log.CommandKind;
import io.wellspring.plan.replay.ReplayNote.Difference;
import io.wellspring.plan.replay.ReplayNote.What;
import io.wellspring.plan.testing.KnownMembers;
import io.wellspring.plan.testing.PlanNode;
import io.wellspring.plan.testing.Tampering;
import io.wellspring.testing.Seeds;
import io.wellspring.testing.TestDatabase;
import io.wellspring.value.AssetCode;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A RELEASE plan's history of some days, replayed after somebody has been at the database. */
class ReleaseReplayTest {

    private static final int MEMBERS = 20;

    private static TestDatabase database;
    private static PlanNode node;
    private static long plan;

    @BeforeAll
    static void live() {
        database = TestDatabase.create();
        KnownMembers members = new KnownMembers();
        for (long member = 2; member <= MEMBERS; member++) {
            members.referred(member, member / 2);
        }
        node = PlanNode.quiet(database, members, "members-per-step", "7");
        plan = node.plan(
                rules("tiers", "any 10 2", "dailyRate", "0.2", "stars", "I 500 0.1, II 2000 0.3", "peerRate", "0.1"));
        Random random = new Random(Seeds.some(1).findFirst().orElseThrow());
        for (int day = 0; day < 3; day++) {
            for (int n = 0; n < 30; n++) {
                node.append(order(plan, day + " " + n, 1 + random.nextInt(MEMBERS), 100 + random.nextInt(100_000)));
            }
            node.append(node.adjustment(plan, "points " + day, 3, AssetCode.POINT, 7));
            node.append(node.adjustment(plan, "releasing " + day, 4, AssetCode.RELEASING, 9));
            node.drain(plan, 11);
            database.advance(Duration.ofDays(1));
        }
        node.append(command(plan, "tick", CommandKind.TICK, null, "{}"));
        node.drain(plan, 100);
    }

    @AfterAll
    static void close() {
        node.close();
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            LINE_DIFFERS       ; ledger_member_line    ; SET amount = amount + 1 WHERE kind = 'TEAM_RELEASE' AND member_id = 1
            LINE_DIFFERS       ; ledger_member_line    ; SET kind = 'GIFT' WHERE kind = 'STATIC_RELEASE' AND member_id = 2
            BALANCE_DIFFERS    ; ledger_member_line    ; SET balance = balance + 1 WHERE kind = 'RELEASE' AND member_id = 2
            PLAN_LINE_DIFFERS  ; ledger_plan_line      ; SET amount = amount + 1 WHERE kind = 'PEER_RELEASE'
            BALANCE_DIFFERS    ; ledger_member_balance ; SET amount = amount + 1 WHERE asset = 'RELEASING' AND member_id = 3
            HOLDING_DIFFERS    ; release_lot           ; SET remaining = remaining - 1 WHERE remaining > 0 AND member_id = 3
            HOLDING_DIFFERS    ; release_lot           ; SET daily = daily + 1 WHERE member_id = 3
            HOLDING_DIFFERS    ; release_member        ; SET referrer_id = 1 WHERE member_id = 9
            HOLDING_DIFFERS    ; release_volume        ; SET cash = cash + 1 WHERE member_id = 1 AND reach = 'SECOND'
            HOLDING_DIFFERS    ; release_volume        ; SET day_points = 1 WHERE member_id = 1 AND reach = 'FIRST'
            SETTLEMENT_DIFFERS ; release_payment       ; SET star = star + 1 WHERE member_id = 2
            SETTLEMENT_DIFFERS ; release_payment       ; SET met = '{}' WHERE member_id = 1
            SETTLEMENT_DIFFERS ; release_settlement    ; SET due = due + 1, team = team - 1
            BODY_CHANGED       ; plan_log              ; SET body = body || '{"amount": 8}' WHERE kind = 'ADJUSTMENT'
            STATE_DIFFERS      ; plan                  ; SET state = state || '{"volume": 1}'
            """)
    void whoeverChangesARowIsFoundOut(What what, String table, String change) {
        assertThat(differences()).isEmpty();
        new Tampering(database).change(table, "UPDATE " + table + " " + change);
        List<Difference> found = differences();
        new Tampering(database).restore(table);

        assertThat(found).extracting(Difference::what).contains(what);
    }

    private List<Difference> differences() {
        return node.replay(plan).stream()
                .filter(Difference.class::isInstance)
                .map(Difference.class::cast)
                .toList();
    }
}
