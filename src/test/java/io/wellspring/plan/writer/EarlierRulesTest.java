package io.wellspring.plan.writer;

import static io.wellspring.plan.equity.rules.Rules.rules;
import static io.wellspring.plan.testing.PlanNode.order;
import static io.wellspring.plan.testing.PlanNode.orders;
import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.plan.replay.ReplayNote;
import io.wellspring.plan.testing.KnownMembers;
import io.wellspring.plan.testing.PlanNode;
import io.wellspring.testing.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node that has newer rules decides plans of earlier ones by those, and asks them what a state means. */
class EarlierRulesTest {

    private static TestDatabase database;
    private static PlanNode before;
    private static PlanNode newer;

    private long plan;

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        before = PlanNode.quiet(database, new KnownMembers());
        newer = PlanNode.with(LaterRevision.class, database, new KnownMembers(), "exits-per-transaction", "2");
    }

    @AfterAll
    static void stop() {
        before.close();
        newer.close();
    }

    @BeforeEach
    void openAPlan() {
        plan = before.plan(rules());
    }

    @Test
    void itsCommandsAreDecided() {
        newer.append(orders(plan, "o", 3, 10_000));

        assertThat(newer.drain(plan, 10)).isEqualTo(3);
    }

    @Test
    void itsDaysAreClosed() {
        newer.append(order(plan, "today", 1, 10_000));
        newer.drain(plan, 10);
        database.advance(Duration.ofDays(1));
        newer.append(order(plan, "tomorrow", 1, 10_000));

        assertThat(newer.drain(plan, 10)).isEqualTo(1);
    }

    @Test
    void whatACommandLeftIsFinished() {
        before.append(orders(plan, "o", 5, 10_000));
        before.drain(plan, 10);
        database.jdbc().sql("""
                        UPDATE plan SET state = state || '{"unwinding": {"reason": "FORCED_EXIT", "position": 5}}'
                         WHERE id = ?
                        """).param(plan).update();

        assertThat(newer.step(plan, 10)).isNotNull();
        assertThat(newer.step(plan, 10)).isNull();
    }

    @Test
    void itIsReplayed() {
        before.append(orders(plan, "o", 5, 10_000));
        before.drain(plan, 10);

        assertThat(newer.replay(plan))
                .hasAtLeastOneElementOfType(ReplayNote.class)
                .noneMatch(ReplayNote.Difference.class::isInstance);
    }
}
