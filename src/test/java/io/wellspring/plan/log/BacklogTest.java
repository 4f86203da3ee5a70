package io.wellspring.plan.log;

import static io.wellspring.plan.equity.rules.Rules.rules;
import static io.wellspring.plan.testing.PlanNode.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.plan.testing.KnownMembers;
import io.wellspring.plan.testing.PlanNode;
import io.wellspring.plan.testing.Tampering;
import io.wellspring.testing.TestDatabase;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How a writer finds what there is to do. */
class BacklogTest {

    private static TestDatabase database;
    private static PlanNode node;

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        node = PlanNode.quiet(database, new KnownMembers(), "exits-per-transaction", "2");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    /** With statistics of a long backlog, the planner once preferred to walk through all that was decided. */
    @Test
    void theOldestThatWaitAreFoundWithoutALookAtWhatIsDecided() {
        database.jdbc().sql("""
                        INSERT INTO plan_log (plan_id, source, key, kind, body, fingerprint, position, status)
                        SELECT 77, 'mall', n::text, 'TICK', '{}', '', n, 'APPLIED' FROM generate_series(1, 20000) AS n
                        """).update();
        database.jdbc().sql("""
                        INSERT INTO plan_log (plan_id, source, key, kind, body, fingerprint)
                        SELECT 77, 'mall', 'waits' || n, 'TICK', '{}', '' FROM generate_series(1, 10000) AS n
                        """).update();
        database.jdbc().sql("ANALYZE plan_log").update();

        List<String> way = database.jdbc()
                .sql(
                        "EXPLAIN SELECT id FROM plan_log WHERE plan_id = 77 AND position IS NULL ORDER BY id + 0 LIMIT 500")
                .query(String.class)
                .list();

        assertThat(way.stream().collect(Collectors.joining("\n"))).contains("Index Scan using plan_log_pending");
        new Tampering(database).unguarded("DELETE FROM plan_log WHERE plan_id = 77");
    }

    /** Its writer may have been killed between two transactions; what it left is told by no kind's state. */
    @Test
    void aPlanThatHasSomethingToFinishIsFoundThoughNothingWaits() {
        long plan = node.plan(rules());
        setUnfinished(plan);

        assertThat(found()).contains(plan);
        node.append(PlanNode.order(plan, "any", 1, 100_00));
        node.drain(plan, 100);
        assertThat(found()).doesNotContain(plan);
    }

    /** An older node finishes what a newer one began, and leaves what it does not know of as it is. */
    @Test
    void aPlanThatAnOlderNodeFinishedHasNothingToDo() {
        long plan = node.plan(rules());
        setUnfinished(plan);

        assertThat(node.step(plan, 100)).isNull();
    }

    /** One of the version before was killed there: it writes the state alone. */
    @Test
    void aPlanInTheMiddleOfForcedExitsIsFoundThoughNothingWaits() {
        long plan = node.plan(rules());
        node.append(PlanNode.orders(plan, "some", 5, 100_00));
        node.drain(plan, 100);
        database.jdbc().sql("""
                        UPDATE plan SET state = state || '{"unwinding": {"reason": "FORCED_EXIT", "position": 5}}'
                         WHERE id = ?
                        """).param(plan).update();

        assertThat(found()).contains(plan);
        node.drain(plan, 100);
        assertThat(found()).doesNotContain(plan);
    }

    private static void setUnfinished(long plan) {
        database.jdbc()
                .sql("UPDATE plan SET unfinished = true WHERE id = ?")
                .param(plan)
                .update();
    }

    private static List<Long> found() {
        return now(node.the(Backlog.class).plansWithPending().collectList());
    }
}
