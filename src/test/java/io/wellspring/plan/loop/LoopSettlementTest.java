package io.wellspring.plan.loop;

import static io.wellspring.plan.loop.rules.Rules.rules;
import static io.wellspring.plan.testing.PlanNode.command;
import static io.wellspring.plan.testing.PlanNode.now;
import static io.wellspring.plan.testing.PlanNode.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.MeterRegistry;
import io.wellspring.plan.catalogue.PlanCatalogue;
import io.wellspring.plan.kind.LawsBroken;
import io.wellspring.plan.log.CommandKind;
import io.wellspring.plan.loop.LoopDay.Pool;
import io.wellspring.plan.loop.rules.LoopParameters;
import io.wellspring.plan.settlement.Settlements;
import io.wellspring.plan.settlement.Stage;
import io.wellspring.plan.testing.KnownMembers;
import io.wellspring.plan.testing.PlanNode;
import io.wellspring.plan.testing.Tampering;
import io.wellspring.plan.writer.PlanSteps;
import io.wellspring.testing.TestDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the days of LOOP plans are settled: whole, in steps that anybody can go on with, and only when the sums agree. */
class LoopSettlementTest {

    private static final Duration A_DAY = Duration.ofDays(1);

    private static TestDatabase database;
    private static PlanNode node;
    private static PlanNode other;
    private static long nextMember = 1;

    private final long first = nextMember;
    private long plan;
    private LocalDate day;
    private int orders;

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        KnownMembers members = new KnownMembers();
        node = PlanNode.quiet(database, members, "members-per-step", "3");
        other = PlanNode.quiet(database, members, "members-per-step", "3");
    }

    @AfterAll
    static void stop() {
        node.close();
        other.close();
    }

    @BeforeEach
    void openAPlan() {
        nextMember += 1_000;
        open(rules("levels", "V1 1 0.01, V2 5 0.02"));
    }

    @Test
    void whatADaySoldIsSharedWhenItIsOver() {
        // 1, 2 and 5 shares; the last one alone on the second level.
        buy(first, "1000");
        buy(first + 1, "2000");
        buy(first + 2, "5000");
        endTheDay();

        LoopDay settled = settled(day);
        assertThat(settled.stage()).isEqualTo(Stage.PUBLISHED);
        assertThat(settled.sales()).isEqualTo(8_000_00);
        assertThat(settled.participants()).isEqualTo(3);
        assertThat(settled.receivers()).isEqualTo(3);
        assertThat(settled.posted()).isEqualTo(3);
        assertThat(settled.pools())
                .containsExactly(
                        new Pool(3, 8_000_000, 2_400_00, 2_400_00, 0, 0),
                        new Pool(2, 3_000_000, 80_00, 80_00, 0, 0),
                        new Pool(1, 5_000_000, 160_00, 160_00, 0, 0));
        assertThat(cash(first)).isEqualTo(300_00 + 40_00);
        assertThat(cash(first + 1)).isEqualTo(600_00 + 40_00);
        assertThat(cash(first + 2)).isEqualTo(1_500_00 + 160_00);
        assertThat(quota(first)).isEqualTo(2_000_00 - 340_00);
        assertBooksAgree();
    }

    @Test
    void aStatementTellsWhatWasUsedUpAndWhatItWasFor() {
        buy(first, "1000");
        endTheDay();
        assertThat(database.jdbc().sql("""
                        SELECT asset, amount, balance, kind FROM ledger_member_line
                         WHERE member_id = ? AND business_day = ? AND position IS NULL
                         ORDER BY id
                        """).params(first, day).query().listOfRows())
                .containsExactly(
                        Map.of("asset", "QUOTA", "amount", -310_00L, "balance", 1_690_00L, "kind", "DIVIDEND"),
                        Map.of("asset", "CNY", "amount", 300_00L, "balance", 300_00L, "kind", "WEIGHTED_DIVIDEND"),
                        Map.of("asset", "CNY", "amount", 10_00L, "balance", 310_00L, "kind", "LEVEL_DIVIDEND"));
    }

    @Test
    void whatIsNotPaidIsCarriedAndWhatALevelDoesNotUseReturns() {
        buy(first, "0.05");
        endTheDay();
        // 0.05 yuan give 0.00005 share, no level, and a quota of 0.10; 30% of 5 fen is 1.
        assertThat(settled(day).pools())
                .containsExactly(new Pool(1, 50, 1, 1, 0, 0), new Pool(0, 0, 0, 0, 0, 0), new Pool(0, 0, 0, 0, 0, 0));
        buy(first + 1, "1000");
        buy(first + 2, "1000");
        buy(first + 3, "1000");
        LocalDate second = day.plusDays(1);
        endTheDay();
        Pool weighted = settled(second).weighted();
        assertThat(weighted.amount()).isEqualTo(900_00);
        assertThat(weighted.carried()).isPositive();
        assertThat(settled(second).levels())
                .extracting(Pool::amount, Pool::returned)
                .containsExactly(tuple(30_00L, 0L), tuple(60_00L, 60_00L));
        endTheDay();
        assertThat(settled(second.plusDays(1)).carriedIn()).isEqualTo(weighted.carried());
        assertBooksAgree();
    }

    @Test
    void whoeverHasUsedUpTheQuotaKeepsTheSharesAndIsPaidAgainAfterTheNextPurchase() {
        open(rules("quotaMultiple", "0.1", "levels", ""));
        buy(first, "1000");
        endTheDay();
        assertThat(cash(first)).isEqualTo(100_00);
        assertThat(quota(first)).isZero();
        assertThat(settled(day).weighted().carried()).isEqualTo(200_00);

        buy(first + 1, "1000");
        endTheDay();
        assertThat(cash(first)).isEqualTo(100_00);
        buy(first, "2000");
        endTheDay();
        assertThat(cash(first)).isEqualTo(300_00);
        assertThat(number("SELECT shares FROM loop_member WHERE plan_id = ? AND member_id = ?", plan, first))
                .isEqualTo(3_000_000);
        assertBooksAgree();
    }

    @Test
    void daysInWhichNobodyLookedAreSettledOneByOneInTheirOrder() {
        buy(first, "1000");
        database.advance(A_DAY.multipliedBy(3));
        tick();
        node.drain(plan, 100);
        assertThat(List.of(settled(day), settled(day.plusDays(1)), settled(day.plusDays(2))))
                .extracting(LoopDay::stage)
                .containsOnly(Stage.PUBLISHED);
        assertThat(settled(day).sales()).isEqualTo(1_000_00);
        assertThat(settled(day.plusDays(1)).sales()).isZero();
        assertThat(number("SELECT count(*) FROM plan_day WHERE plan_id = ?", plan))
                .isEqualTo(3);
    }

    @Test
    void aPlanWithoutAnybodySettlesToo() {
        endTheDay();
        LoopDay settled = settled(day);
        assertThat(settled.stage()).isEqualTo(Stage.PUBLISHED);
        assertThat(settled.participants()).isZero();
    }

    @Test
    void ordersThatComeMeanwhileWaitAndBelongToTheNextDay() {
        buy(first, "1000");
        database.advance(A_DAY);
        tick();
        node.step(plan, 100);
        node.append(order(plan, "meanwhile", first + 1, 1_000_00));
        assertThat(number("SELECT count(*) FROM plan_log WHERE plan_id = ? AND position IS NULL", plan))
                .isEqualTo(2);
        node.drain(plan, 100);
        assertThat(settled(day).participants()).isEqualTo(1);
        assertThat(number("SELECT (state->>'sales')::bigint FROM plan WHERE id = ?", plan))
                .isEqualTo(1_000_00);
    }

    @Test
    void twoNodesShareTheSteps() {
        for (int n = 0; n < 10; n++) {
            buy(first + n, "1000");
        }
        database.advance(A_DAY);
        tick();
        int steps = 0;
        while ((steps % 2 == 0 ? node : other).step(plan, 100) != null) {
            steps++;
        }
        // Begin, four pages and their end, the proof, four portions, the publication, the tick.
        assertThat(steps).isEqualTo(1 + 5 + 1 + 4 + 1 + 1);
        assertThat(settled(day).posted()).isEqualTo(10);
        assertBooksAgree();
    }

    @Test
    void whereTheSumsDoNotAgreeNothingIsPostedAndThePlanStands() {
        buy(first, "1000");
        buy(first + 1, "1000");
        database.advance(A_DAY);
        tick();
        while (settledOrNull() == null || settled(day).stage() != Stage.PROVING) {
            node.step(plan, 100);
        }
        database.jdbc()
                .sql("UPDATE loop_dividend SET weighted = weighted - 1 WHERE plan_id = ? AND member_id = ?")
                .params(plan, first)
                .update();
        for (int again = 0; again < 2; again++) {
            assertThatThrownBy(() -> node.step(plan, 100))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("nothing is posted")
                    .hasMessageContaining("member %d: due 30000 and 1000, written 29999 and 1000".formatted(first));
        }
        assertThat(cash(first)).isZero();
        assertThat(number("SELECT count(*) FROM ledger_posting WHERE plan_id = ? AND cause IS NOT NULL", plan))
                .isZero();
        assertThat(settled(day).stage()).isEqualTo(Stage.PROVING);
    }

    @Test
    void aDayThatCannotBeProvedAlertsAndLeavesTheOtherPlansAlone() {
        long other = node.plan(rules());
        buy(first, "1000");
        database.advance(A_DAY);
        tick();
        node.append(order(other, "other " + other, first, 1_000_00));
        while (settledOrNull() == null || settled(day).stage() != Stage.PROVING) {
            node.step(plan, 100);
        }
        database.jdbc()
                .sql("UPDATE loop_dividend SET level = 0 WHERE plan_id = ?")
                .param(plan)
                .update();
        MeterRegistry meters = node.the(MeterRegistry.class);
        double before = meters.counter("wellspring.plan.stalled").count();

        assertThat(now(node.the(PlanSteps.class).next(plan))).isFalse();
        node.drain(other, 100);

        assertThat(meters.counter("wellspring.plan.stalled").count() - before).isEqualTo(1);
        assertThat(number("SELECT count(*) FROM loop_settlement WHERE plan_id = ? AND stage = 'PUBLISHED'", other))
                .isEqualTo(1);
        assertThat(number("SELECT last_position FROM plan WHERE id = ?", plan)).isEqualTo(1);
    }

    @Test
    void aWrongCountOfThoseWhoTakePartIsNoticedAndMendedWithTheRest() {
        buy(first, "1000");
        buy(first + 1, "1000");
        database.advance(A_DAY);
        tick();
        node.step(plan, 100);
        database.jdbc()
                .sql("UPDATE loop_settlement SET weight = weight * 2 WHERE plan_id = ?")
                .param(plan)
                .update();
        while (settled(day).stage() != Stage.PROVING) {
            node.step(plan, 100);
        }
        assertThatThrownBy(() -> node.step(plan, 100))
                .hasMessageContaining("pool 0: of 60000 due 60000, of 60000 paid 30000")
                .hasMessageContaining("members: 2 of 2 with weight 2000000, settled 2 of 2 with weight 4000000");

        node.the(Settlements.class).computeAnew(plan, day).block();
        node.drain(plan, 100);
        assertThat(cash(first)).isEqualTo(310_00);
        assertBooksAgree();
    }

    @Test
    void aDayWhosePoolsWouldPayMoreThanTheyHaveIsNotWritten() {
        buy(first, "1000");
        buy(first + 1, "1000");
        database.advance(A_DAY);
        tick();
        node.step(plan, 100);
        database.jdbc()
                .sql("UPDATE loop_settlement SET weight = weight / 2 WHERE plan_id = ?")
                .param(plan)
                .update();
        assertThatThrownBy(() -> node.step(plan, 100))
                .isInstanceOf(LawsBroken.class)
                .hasMessage("would break NO_POOL_PAYS_MORE_THAN_IT_HAS");
        assertThat(settled(day).receivers()).isZero();

        node.the(Settlements.class).computeAnew(plan, day).block();
        node.drain(plan, 100);
        assertThat(cash(first)).isEqualTo(310_00);
        assertBooksAgree();
    }

    @Test
    void aDividendThatIsGoneBeforeItIsPaidKeepsTheDayFromBeingPublished() {
        for (int n = 0; n < 5; n++) {
            buy(first + n, "1000");
        }
        database.advance(A_DAY);
        tick();
        while (settledOrNull() == null || settled(day).posted() == 0) {
            node.step(plan, 100);
        }
        new Tampering(database)
                .unguarded(
                        "DELETE FROM loop_dividend WHERE plan_id = %d AND member_id = %d".formatted(plan, first + 4));
        node.step(plan, 100);
        assertThatThrownBy(() -> node.step(plan, 100)).hasMessageContaining("4 of 5 are paid");
        assertThat(settled(day).stage()).isEqualTo(Stage.POSTING);
    }

    @Test
    void aSettlementOfWhichNothingIsKnownIsNoSilentStandstill() {
        database.advance(A_DAY);
        tick();
        node.step(plan, 100);
        database.jdbc()
                .sql("DELETE FROM loop_pool WHERE plan_id = ?")
                .param(plan)
                .update();
        database.jdbc()
                .sql("DELETE FROM loop_settlement WHERE plan_id = ?")
                .param(plan)
                .update();
        assertThatThrownBy(() -> node.step(plan, 100)).hasMessageContaining("nobody knows how far");
    }

    @Test
    void anOperatorHasADayComputedAnewAndThePlanGoesOn() {
        Settlements settlements = node.the(Settlements.class);
        buy(first, "1000");
        database.advance(A_DAY);
        tick();
        while (settledOrNull() == null || settled(day).stage() != Stage.PROVING) {
            node.step(plan, 100);
        }
        database.jdbc()
                .sql("DELETE FROM loop_dividend WHERE plan_id = ?")
                .param(plan)
                .update();
        assertThatThrownBy(() -> node.step(plan, 100)).hasMessageContaining("nothing is posted");

        settlements.computeAnew(plan, day).block();
        assertThatThrownBy(() -> settlements.computeAnew(plan, day).block()).hasMessage("no-such-resource");
        node.drain(plan, 100);

        assertThat(settled(day).stage()).isEqualTo(Stage.PUBLISHED);
        assertThat(cash(first)).isEqualTo(310_00);
        assertThatThrownBy(() -> settlements.computeAnew(plan, day).block()).hasMessage("settlement-not-waiting");
        assertThatThrownBy(() -> settlements.computeAnew(plan, day.plusDays(1)).block())
                .hasMessage("no-such-resource");
        assertBooksAgree();
    }

    @Test
    void aMemberTooManyAmongTheDividendsIsNoticed() {
        buy(first, "1000");
        database.advance(A_DAY);
        tick();
        while (settledOrNull() == null || settled(day).stage() != Stage.PROVING) {
            node.step(plan, 100);
        }
        database.jdbc()
                .sql("INSERT INTO loop_dividend VALUES (?, ?, ?, 10, 5000000, 0, 1)")
                .params(plan, day, first + 500)
                .update();
        assertThatThrownBy(() -> node.step(plan, 100))
                .hasMessageContaining("member %d: due  and , written 0 and 1".formatted(first + 500));
    }

    @Test
    void whatIsPublishedIsNotEdited() {
        buy(first, "1000");
        endTheDay();
        for (String edit : List.of(
                "UPDATE loop_settlement SET sales = sales + 1",
                "UPDATE loop_pool SET members = members + 1",
                "UPDATE loop_dividend SET shares = shares + 1",
                "DELETE FROM loop_settlement",
                "DELETE FROM loop_pool",
                "DELETE FROM loop_dividend")) {
            assertThatThrownBy(() -> database.jdbc()
                            .sql(edit + " WHERE plan_id = ?")
                            .param(plan)
                            .update())
                    .as(edit)
                    .hasMessageContaining("not to be edited");
        }
    }

    @Test
    void aDividendThatIsNotWhatItsExplanationSaysIsNotExplained() {
        buy(first, "1000");
        endTheDay();
        MemberDividends dividends = node.the(MemberDividends.class);
        assertThat(now(dividends.explained(first, plan, day)).paid()).isEqualTo(310_00);
        new Tampering(database)
                .unguarded(
                        "UPDATE loop_dividend SET weighted = weighted - 1, level = level + 1 WHERE plan_id = " + plan);
        assertThatThrownBy(() -> now(dividends.explained(first, plan, day)))
                .hasMessageContaining("was paid 29999 and 1001, not 30000 and 1000");
    }

    @Test
    void theFiguresSayThatTheyAreProvisionalAndWhenTheDayIsBeingSettled() {
        buy(first, "1000");
        assertThat(figures()).containsEntry("provisional", true).containsEntry("beingSettled", false);
        database.advance(A_DAY);
        tick();
        node.step(plan, 100);
        assertThat(figures()).containsEntry("beingSettled", true);
        node.drain(plan, 100);
        assertThat(figures()).containsEntry("beingSettled", false);
    }

    private Map<String, Object> figures() {
        return now(node.the(PlanCatalogue.class).find(plan)).figures();
    }

    private void open(LoopParameters parameters) {
        plan = node.plan(parameters);
        day = database.jdbc()
                .sql("SELECT open_day FROM plan WHERE id = ?")
                .param(plan)
                .query(LocalDate.class)
                .single();
    }

    private void buy(long member, String yuan) {
        long fen = new BigDecimal(yuan).movePointRight(2).longValueExact();
        node.append(order(plan, "order " + plan + " " + orders++, member, fen));
        node.drain(plan, 100);
    }

    private void endTheDay() {
        database.advance(A_DAY);
        tick();
        node.drain(plan, 100);
    }

    private void tick() {
        node.append(command(plan, "tick " + plan + " " + orders++, CommandKind.TICK, null, "{}"));
    }

    private LoopDay settled(LocalDate of) {
        return now(node.the(LoopDays.class).find(plan, of));
    }

    private LoopDay settledOrNull() {
        return node.the(LoopDays.class).find(plan, day).block();
    }

    private long cash(long member) {
        return number(
                "SELECT coalesce(sum(amount), 0) FROM ledger_member_balance"
                        + " WHERE asset = 'CNY' AND plan_id = 0 AND member_id = ?",
                member);
    }

    private long quota(long member) {
        return number("SELECT quota FROM loop_member WHERE plan_id = ? AND member_id = ?", plan, member);
    }

    private long number(String sql, Object... parameters) {
        return database.jdbc().sql(sql).params(parameters).query(Long.class).single();
    }

    /** The ledger has what the plan's own books have: quotas, shares, what is carried, and all in balance. */
    private void assertBooksAgree() {
        assertThat(database.jdbc().sql("""
                        SELECT member_id FROM loop_member AS member
                         WHERE plan_id = :plan AND (quota, shares) <> (
                               SELECT coalesce(sum(amount) FILTER (WHERE asset = 'QUOTA'), 0),
                                      coalesce(sum(amount) FILTER (WHERE asset = 'SHARE'), 0)
                                 FROM ledger_member_balance AS balance
                                WHERE balance.plan_id = :plan AND balance.member_id = member.member_id)
                        """).param("plan", plan).query().listOfRows())
                .isEmpty();
        assertThat(number(
                        "SELECT amount FROM ledger_plan_balance WHERE plan_id = ? AND account = 'WEIGHTED_POOL'", plan))
                .isEqualTo(number("SELECT (state->>'carried')::bigint FROM plan WHERE id = ?", plan));
        assertThat(number(
                        "SELECT coalesce(sum(amount), 0) FROM ledger_plan_balance"
                                + " WHERE plan_id = ? AND account = 'LEVEL_POOL'",
                        plan))
                .isZero();
        assertThat(database.jdbc().sql("""
                        SELECT posting_id, asset, sum(amount) FROM (
                            SELECT posting_id, asset, amount FROM ledger_member_line WHERE cause_plan_id = :plan
                             UNION ALL
                            SELECT posting_id, asset, amount FROM ledger_plan_line WHERE plan_id = :plan) AS line
                         GROUP BY posting_id, asset HAVING sum(amount) <> 0
                        """).param("plan", plan).query().listOfRows())
                .isEmpty();
    }
}
