package io.wellspring.plan.release;

import static io.wellspring.plan.release.rules.Rules.rules;
import static io.wellspring.plan.testing.PlanNode.command;
import static io.wellspring.plan.testing.PlanNode.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellspring.plan.log.CommandKind;
import io.wellspring.plan.loop.LoopDay.Stage;
import io.wellspring.plan.settlement.Settlements;
import io.wellspring.plan.testing.KnownMembers;
import io.wellspring.plan.testing.PlanNode;
import io.wellspring.testing.TestDatabase;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the days of RELEASE plans are settled: whole, in steps that anybody can go on with, and only where proved. */
class ReleaseSettlementTest {

    private static TestDatabase database;
    private static PlanNode node;
    private static PlanNode other;

    private long plan;
    private LocalDate day;
    private int orders;

    /** 1 invited 2, who invited 3, and so on up to 5. */
    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        KnownMembers members = new KnownMembers();
        for (long member = 2; member <= 5; member++) {
            members.referred(member, member - 1);
        }
        node = PlanNode.quiet(database, members, "members-per-step", "2");
        other = PlanNode.quiet(database, members, "members-per-step", "2");
    }

    @AfterAll
    static void stop() {
        node.close();
        other.close();
    }

    @BeforeEach
    void aDayOfOrders() {
        plan = node.plan(rules(
                "tiers",
                "any 100 2",
                "dailyRate",
                "0.1",
                "generations",
                "0.5, 0.1",
                "stars",
                "star 500 0.2",
                "peerRate",
                "0.1"));
        day = database.jdbc()
                .sql("SELECT open_day FROM plan WHERE id = ?")
                .param(plan)
                .query(LocalDate.class)
                .single();
        for (long member = 1; member <= 5; member++) {
            buy(member, 200_00);
        }
        database.advance(Duration.ofDays(1));
        node.append(command(plan, "tick " + plan, CommandKind.TICK, null, "{}"));
    }

    @Test
    void whatIsReleasedArrivesAsPointsAndLeavesTheLots() {
        node.drain(plan, 100);
        // 20.00 by itself; 10.00 of the second and 2.00 of the third; a star's 20% of the 60.00 below 2, who is a peer.
        assertThat(database.jdbc()
                        .sql("SELECT due, referral, team, peer, star FROM release_payment"
                                + " WHERE plan_id = ? AND member_id IN (1, 2) ORDER BY member_id")
                        .param(plan)
                        .query((row, n) ->
                                List.of(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)))
                        .list())
                .containsExactly(List.of(20_00L, 12_00L, 4_00L, 6_00L, 1L), List.of(20_00L, 12_00L, 12_00L, 0L, 1L));
        assertThat(number("SELECT sum(amount) FROM ledger_member_line WHERE cause_plan_id = ? AND asset = 'POINT'"))
                .isEqualTo(number("SELECT due + referral + team + peer FROM release_settlement WHERE plan_id = ?"));
        assertThat(number("SELECT sum(remaining) FROM release_lot WHERE plan_id = ?"))
                .isEqualTo(2_000_00
                        - number("SELECT due + referral + team + peer FROM release_settlement WHERE plan_id = ?"));
        assertThat(stage()).isEqualTo(Stage.PUBLISHED);
    }

    @Test
    void anotherNodeGoesOnWhereOneStopped() {
        for (int step = 0; openDay().equals(day); step++) {
            (step % 2 == 0 ? node : other).step(plan, 100);
        }
        assertThat(number("SELECT posted FROM release_settlement WHERE plan_id = ?"))
                .isEqualTo(5);
        assertThat(number("SELECT count(*) FROM release_payment WHERE plan_id = ?"))
                .isEqualTo(5);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            by itself       ; UPDATE release_payment SET due = due - 1
            by referral     ; UPDATE release_payment SET referral = referral + 1
            by team         ; UPDATE release_payment SET team = team + 1, released_team = released_team + 1
            what came up    ; UPDATE release_payment SET met = array_replace(met, 6000::bigint, 7000::bigint)
            too many peers  ; UPDATE release_payment SET met = ARRAY[6000, 11000], peer = 1100, released_peer = 1100
            what is told    ; UPDATE release_payment SET generations = ARRAY[2000, 4000]
            less than earned; UPDATE release_payment SET released_referral = released_referral - 1
            another star    ; UPDATE release_payment SET star = 0
            somebody less   ; DELETE FROM release_payment
            the totals      ; UPDATE release_settlement SET team = team + 1
            the lots        ; UPDATE release_lot SET remaining = remaining - 1
            """)
    void whatDoesNotAgreeIsNotPosted(String what, String change) {
        while (!(stage() == Stage.PROVING)) {
            node.step(plan, 100);
        }
        String one = change.contains("settlement") ? "" : " AND member_id = 2";
        database.jdbc().sql(change + " WHERE plan_id = ?" + one).param(plan).update();
        assertThatThrownBy(() -> node.step(plan, 100)).hasMessageContaining("nothing is posted");
        assertThat(number("SELECT count(*) FROM ledger_posting WHERE plan_id = ? AND cause IS NOT NULL"))
                .isZero();
        if (change.contains("release_lot")) {
            database.jdbc()
                    .sql("UPDATE release_lot SET remaining = remaining + 1 WHERE plan_id = ? AND member_id = 2")
                    .param(plan)
                    .update();
        }
        node.the(Settlements.class).computeAnew(plan, day).block();
        node.drain(plan, 100);
        assertThat(stage()).isEqualTo(Stage.PUBLISHED);
        assertThat(number("SELECT team FROM release_payment WHERE member_id = 2 AND plan_id = ?"))
                .isEqualTo(12_00);
    }

    @Test
    void teamsAndPeersAreWorkedOutASecondTime() {
        while (!(stage() == Stage.PROVING)) {
            node.step(plan, 100);
        }
        database.jdbc()
                .sql("UPDATE release_payment SET met = '{}', team = 0, released_team = 0"
                        + " WHERE plan_id = ? AND member_id = 2")
                .param(plan)
                .update();
        database.jdbc()
                .sql("UPDATE release_settlement SET team = team - 1200 WHERE plan_id = ?")
                .param(plan)
                .update();
        assertThatThrownBy(() -> node.step(plan, 100))
                .hasMessageContaining("member 2: 1200 by team and 0 by peers climbed up, written 0 and 0");
    }

    @Test
    void lotsThatChangeAfterTheProofKeepTheDayFromBeingPosted() {
        while (!(stage() == Stage.POSTING)) {
            node.step(plan, 100);
        }
        database.jdbc()
                .sql("UPDATE release_lot SET remaining = 10 WHERE plan_id = ? AND member_id = 1")
                .param(plan)
                .update();
        assertThatThrownBy(() -> node.step(plan, 100)).hasMessageContaining("and should");
        assertThat(number("SELECT posted FROM release_settlement WHERE plan_id = ?"))
                .isZero();
    }

    @Test
    void whatIsPublishedIsNotEdited() {
        node.drain(plan, 100);
        for (String edit : List.of(
                "UPDATE release_settlement SET due = due + 1",
                "UPDATE release_payment SET due = due + 1",
                "DELETE FROM release_settlement",
                "DELETE FROM release_payment")) {
            assertThatThrownBy(() -> database.jdbc()
                            .sql(edit + " WHERE plan_id = ?")
                            .param(plan)
                            .update())
                    .as(edit)
                    .hasMessageContaining("not to be edited");
        }
    }

    private void buy(long member, long fen) {
        node.append(order(plan, "order " + plan + " " + orders++, member, fen));
        node.drain(plan, 100);
    }

    private Stage stage() {
        ReleaseDay found = node.the(ReleaseDays.class).find(plan, day).block();
        return found == null ? Stage.COMPUTING : found.stage();
    }

    private LocalDate openDay() {
        return database.jdbc()
                .sql("SELECT open_day FROM plan WHERE id = ?")
                .param(plan)
                .query(LocalDate.class)
                .single();
    }

    private long number(String sql) {
        return database.jdbc().sql(sql).param(plan).query(Long.class).single();
    }
}
