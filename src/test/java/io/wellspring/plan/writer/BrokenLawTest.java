package io.wellspring.plan.writer;

import static io.wellspring.plan.testing.PlanNode.order;
import static io.wellspring.plan.testing.PlanNode.redemption;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellspring.plan.equity.rules.EquityParameters;
import io.wellspring.plan.kind.LawsBroken;
import io.wellspring.plan.testing.KnownMembers;
import io.wellspring.plan.testing.PlanNode;
import io.wellspring.testing.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A batch that would break a law of its plan is not posted, whatever made it so. */
class BrokenLawTest {

    private static final TestDatabase DATABASE = TestDatabase.create();

    @Test
    void nothingOfABatchIsWrittenThatBreaksALaw() {
        try (PlanNode node = PlanNode.quiet(DATABASE, new KnownMembers())) {
            long plan = node.plan(EquityParameters.defaults());
            node.append(order(plan, "first", 1, 100_000), order(plan, "second", 2, 100_000));
            node.drain(plan, 10);
            Map<String, Object> before = standing(plan);

            DATABASE.jdbc()
                    .sql(
                            "UPDATE equity_holder SET units = units * 4, quota = quota * 4 WHERE plan_id = ? AND member_id = 1")
                    .param(plan)
                    .update();
            long held = DATABASE.jdbc()
                    .sql("SELECT units FROM equity_holder WHERE plan_id = ? AND member_id = 1")
                    .param(plan)
                    .query(Long.class)
                    .single();
            node.append(redemption(plan, "more than there are", 1, held));

            assertThatThrownBy(() -> node.step(plan, 10))
                    .isInstanceOf(BatchFailed.class)
                    .hasCauseInstanceOf(LawsBroken.class)
                    .hasRootCauseMessage("would break NOTHING_BELOW_ZERO");
            assertThat(standing(plan)).isEqualTo(before);
        }
    }

    @Test
    void noOrderOfALoopPlanWhoseSalesAreBelowZeroIsWritten() {
        try (PlanNode node = PlanNode.quiet(DATABASE, new KnownMembers())) {
            assertRefused(node, node.plan(io.wellspring.plan.loop.rules.Rules.rules()), "{\"sales\":-1000000}");
        }
    }

    @Test
    void noOrderOfAReleasePlanWhoseVolumeIsBelowZeroIsWritten() {
        try (PlanNode node = PlanNode.quiet(DATABASE, new KnownMembers())) {
            assertRefused(node, node.plan(io.wellspring.plan.release.rules.Rules.rules()), "{\"volume\":-1000000}");
        }
    }

    private static void assertRefused(PlanNode node, long plan, String state) {
        node.append(order(plan, "before " + plan, 1, 500_000));
        node.drain(plan, 10);
        DATABASE.jdbc()
                .sql("UPDATE plan SET state = state || ?::jsonb WHERE id = ?")
                .params(state, plan)
                .update();
        Map<String, Object> before = standing(plan);
        node.append(order(plan, "after " + plan, 1, 100_000));

        assertThatThrownBy(() -> node.step(plan, 10))
                .isInstanceOf(BatchFailed.class)
                .hasCauseInstanceOf(LawsBroken.class)
                .hasRootCauseMessage("would break NOTHING_BELOW_ZERO");
        assertThat(standing(plan)).isEqualTo(before);
    }

    private static Map<String, Object> standing(long plan) {
        return DATABASE.jdbc().sql("""
                        SELECT state::text, (SELECT count(*) FROM ledger_member_line WHERE cause_plan_id = plan.id) AS lines
                          FROM plan WHERE id = ?
                        """).param(plan).query().singleRow();
    }
}
