package io.wellspring.plan.settlement;

import static io.wellspring.plan.testing.PlanNode.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.plan.log.Bell;
import io.wellspring.plan.loop.rules.Rules;
import io.wellspring.plan.testing.KnownMembers;
import io.wellspring.plan.testing.PlanNode;
import io.wellspring.testing.Platform;
import io.wellspring.testing.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A settlement of many steps on a node that writes one plan at a time. */
class LongSettlementTest {

    private static final int MEMBERS = 300;

    @Test
    void anotherPlanHasItsTurnWhileTheSettlementGoesOn() {
        TestDatabase database = TestDatabase.create();
        try (PlanNode node =
                PlanNode.beating(database, new KnownMembers(), "parallel-plans", "1", "members-per-step", "1")) {
            long large = node.plan(Rules.rules());
            long other = node.plan(io.wellspring.plan.equity.rules.Rules.rules());
            for (int member = 1; member <= MEMBERS; member++) {
                node.append(order(large, "o" + member, member, 1_000_00));
            }
            until(database, "SELECT last_position >= " + MEMBERS + " FROM plan WHERE id = " + large);
            database.advance(Duration.ofDays(1));
            until(database, "SELECT unfinished FROM plan WHERE id = " + large);

            node.append(order(other, "in between", 1, 1_000_00));
            node.the(Bell.class).ring(other);
            until(database, "SELECT count(*) = 0 FROM plan_log WHERE position IS NULL AND key = 'in between'");

            assertThat(database.jdbc()
                            .sql("SELECT unfinished FROM plan WHERE id = " + large)
                            .query(Boolean.class)
                            .single())
                    .as("the settlement still goes on")
                    .isTrue();
            until(database, "SELECT NOT unfinished FROM plan WHERE id = " + large);
        }
    }

    private static void until(TestDatabase database, String condition) {
        Platform.until(
                () -> database.jdbc().sql(condition).query(Boolean.class).single(),
                holds -> holds,
                Duration.ofSeconds(60));
    }
}
