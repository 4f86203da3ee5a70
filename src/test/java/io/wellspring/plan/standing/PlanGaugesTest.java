package io.wellspring.plan.standing;

import static io.wellspring.plan.loop.rules.Rules.rules;
import static io.wellspring.plan.testing.PlanNode.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.MeterRegistry;
import io.wellspring.plan.testing.KnownMembers;
import io.wellspring.plan.testing.PlanNode;
import io.wellspring.testing.TestDatabase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A plan that is too old to have figures of its own is missed by no alert. */
class PlanGaugesTest {

    private static final int PLANS = 201;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private TestDatabase database;
    private PlanNode node;
    private long oldest;

    @BeforeEach
    void openPlans() {
        database = TestDatabase.create();
        node = PlanNode.quiet(database, new KnownMembers());
        oldest = node.plan(rules());
        for (int opened = 1; opened < PLANS; opened++) {
            node.plan(rules());
        }
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void whereNothingIsLateNothingIsShown() {
        look();
        assertThat(worst("log.age")).isZero();
        assertThat(worst("day.overdue")).isZero();
        assertThat(worst("settlement.age")).isZero();
    }

    @Test
    void theOldestPlanIsMissedByNoAlert() {
        node.append(order(oldest, "o", 1, 10_000));
        database.jdbc()
                .sql("UPDATE plan_log SET appended_at = appended_at - interval '1 hour'")
                .update();
        database.jdbc()
                .sql("UPDATE plan SET open_day = (wellspring_now() AT TIME ZONE zone)::date - 3 WHERE id = " + oldest)
                .update();
        database.jdbc().sql("""
                        INSERT INTO loop_settlement
                               (plan_id, day, version_number, stage, sales, carried_in, participants, weight, begun_at)
                        SELECT id, open_day, 1, 'COMPUTING', 0, 0, 0, 0, wellspring_now() - interval '2 hours'
                          FROM plan WHERE id =\s""" + oldest).update();

        look();

        assertThat(node.the(MeterRegistry.class)
                        .find("wellspring.plan.position")
                        .tag("plan", String.valueOf(oldest))
                        .gauge())
                .isNull();
        assertThat(worst("log.age")).isCloseTo(TimeUnit.HOURS.toSeconds(1), within(60.0));
        assertThat(worst("settlement.age")).isCloseTo(TimeUnit.HOURS.toSeconds(2), within(60.0));
        assertThat(worst("day.overdue"))
                .isBetween((double) TimeUnit.DAYS.toSeconds(2), (double) TimeUnit.DAYS.toSeconds(3));
    }

    private void look() {
        node.the(PlanGauges.class).look().block(PATIENCE);
    }

    private double worst(String figure) {
        return node.the(MeterRegistry.class)
                .get("wellspring.plan.worst." + figure)
                .timeGauge()
                .value(TimeUnit.SECONDS);
    }
}
