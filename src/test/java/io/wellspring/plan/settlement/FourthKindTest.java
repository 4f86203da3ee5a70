package io.wellspring.plan.settlement;

import static io.wellspring.plan.testing.PlanNode.command;
import static io.wellspring.plan.testing.PlanNode.now;
import static io.wellspring.plan.testing.PlanNode.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.wellspring.plan.catalogue.PlanCatalogue;
import io.wellspring.plan.log.CommandKind;
import io.wellspring.plan.register.PlanKind;
import io.wellspring.plan.replay.ReplayNote;
import io.wellspring.plan.replay.ReplayNote.Difference;
import io.wellspring.plan.replay.ReplayNote.What;
import io.wellspring.plan.testing.PlanNode;
import io.wellspring.plan.testing.Tampering;
import io.wellspring.plan.testing.flat.FlatKind;
import io.wellspring.testing.TestDatabase;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A kind that brings its rules and how its days are counted, computed, proved and paid has them settled and replayed. */
class FourthKindTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final int MEMBERS = 5;

    static {
        FlatKind.migrate(DATABASE);
    }

    private PlanNode node;
    private long plan;
    private LocalDate day;

    @BeforeEach
    void sellToFive() {
        node = node();
        plan = now(node.the(PlanCatalogue.class)
                        .create(
                                PlanKind.EQUITY,
                                "a flat plan",
                                ZoneId.of("Asia/Shanghai"),
                                node.json().readTree("{\"perUnit\":\"0.01\"}")))
                .planId();
        day = DATABASE.jdbc()
                .sql("SELECT open_day FROM plan WHERE id = ?")
                .param(plan)
                .query(LocalDate.class)
                .single();
        for (int member = 1; member <= MEMBERS; member++) {
            node.append(order(plan, "o" + plan + "m" + member, member, member * 1_000L));
        }
        node.drain(plan, 100);
        DATABASE.advance(Duration.ofDays(1));
        node.append(command(plan, "tick " + plan, CommandKind.TICK, null, "{}"));
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void aDayIsSettledInPortionsProvedAndReplayed() {
        int steps = 0;
        while (node.step(plan, 100) != null) {
            steps++;
        }
        // Begin, three pages and their end, the proof, three portions, the publication, the tick.
        assertThat(steps).isEqualTo(1 + 4 + 1 + 3 + 1 + 1);
        assertSettled();
    }

    @Test
    void aBrokenProofMakesThePlanStandUntilTheDayIsComputedAnew() {
        goOnTo(Stage.PROVING);
        DATABASE.jdbc()
                .sql("UPDATE flat_payment SET amount = amount + 1 WHERE plan_id = ? AND member_id = 3")
                .param(plan)
                .update();

        assertThatThrownBy(() -> node.step(plan, 100))
                .isInstanceOf(ProofFailed.class)
                .hasMessageContaining("member 3: due 30, written 31");
        assertThat(settled().stage()).isEqualTo(Stage.PROVING);
        assertThat(paid()).isZero();

        node.the(Settlements.class).computeAnew(plan, day).block();
        node.drain(plan, 100);
        assertSettled();
    }

    @Test
    void aSettlementWhoseNodeIsGoneGoesOnWhereItWas() {
        while (settledOrNull() == null || settled().posted() == 0) {
            node.step(plan, 100);
        }
        assertThat(settled().posted()).isEqualTo(2);
        assertThat(paid()).isEqualTo(10 + 20);
        node.close();

        node = node();
        node.drain(plan, 100);
        assertSettled();
    }

    @Test
    void aStepThatFailsLeavesNothingBehindAndIsDoneAgain() {
        goOnTo(Stage.POSTING);
        DATABASE.jdbc()
                .sql("UPDATE flat_payment SET amount = -amount WHERE plan_id = ? AND member_id = 2")
                .param(plan)
                .update();
        assertThatThrownBy(() -> node.step(plan, 100)).isInstanceOf(RuntimeException.class);
        assertThat(settled().posted()).isZero();
        assertThat(paid()).isZero();
        DATABASE.jdbc()
                .sql("UPDATE flat_payment SET amount = -amount WHERE plan_id = ? AND member_id = 2")
                .param(plan)
                .update();
        node.drain(plan, 100);
        assertSettled();
    }

    @Test
    void aReplayFindsWhatWasChangedAfterwards() {
        node.drain(plan, 100);
        assertSettled();
        new Tampering(DATABASE)
                .unguarded(
                        "UPDATE flat_payment SET amount = 31 WHERE member_id = 3 AND plan_id = " + plan,
                        "UPDATE plan_settlement SET receivers = 4 WHERE plan_id = " + plan);
        assertThat(differences())
                .extracting(Difference::what, Difference::row)
                .containsOnly(
                        tuple(What.SETTLEMENT_DIFFERS, "payments of " + day),
                        tuple(What.SETTLEMENT_DIFFERS, "settlement of " + day));
    }

    private void assertSettled() {
        assertThat(settled())
                .returns(Stage.PUBLISHED, SettledDay::stage)
                .returns((long) MEMBERS, SettledDay::receivers)
                .returns((long) MEMBERS, SettledDay::posted);
        assertThat(paid()).isEqualTo(10 + 20 + 30 + 40 + 50);
        assertThat(now(node.the(Settlements.class)
                        .before(plan, day.plusDays(1), 10)
                        .map(Settlement::stage)
                        .collectList()))
                .containsExactly(Stage.PUBLISHED);
        List<ReplayNote> notes = node.replay(plan);
        assertThat(notes).filteredOn(Difference.class::isInstance).isEmpty();
        assertThat((ReplayNote.Verdict) notes.get(notes.size() - 1)).returns(true, ReplayNote.Verdict::same);
    }

    private void goOnTo(Stage stage) {
        while (settledOrNull() == null || settled().stage() != stage) {
            node.step(plan, 100);
        }
    }

    private List<Difference> differences() {
        return node.replay(plan).stream()
                .filter(Difference.class::isInstance)
                .map(Difference.class::cast)
                .toList();
    }

    private SettledDay settled() {
        return now(node.the(SettledDays.class).find(plan, day));
    }

    private SettledDay settledOrNull() {
        return node.the(SettledDays.class).find(plan, day).block();
    }

    private static PlanNode node() {
        return FlatKind.node(DATABASE, "members-per-step", "2");
    }

    private long paid() {
        return DATABASE.jdbc()
                .sql(
                        "SELECT coalesce(sum(amount), 0)::bigint FROM ledger_member_line WHERE cause_plan_id = ? AND kind = 'FLAT'")
                .param(plan)
                .query(Long.class)
                .single();
    }
}
