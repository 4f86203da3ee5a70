package io.wellspring.plan.standing;

import static io.wellspring.plan.loop.rules.Rules.rules;
import static io.wellspring.plan.testing.PlanNode.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.plan.testing.KnownMembers;
import io.wellspring.plan.testing.PlanNode;
import io.wellspring.testing.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** An alert names no plan; the log does, and not at every look. */
@ExtendWith(OutputCaptureExtension.class)
class LatePlansTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private TestDatabase database;
    private PlanNode node;
    private long late;

    @BeforeEach
    void openPlans() {
        database = TestDatabase.create();
        node = PlanNode.quiet(database, new KnownMembers());
        node.plan(rules());
        late = node.plan(rules());
        node.append(order(late, "o", 1, 10_000));
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void aPlanThatIsLateIsNamedOnceAMinute(CapturedOutput log) {
        database.jdbc()
                .sql("UPDATE plan_log SET appended_at = appended_at - interval '97 seconds'")
                .update();

        look();
        look();

        assertThat(log.getOut())
                .containsOnlyOnce("is late")
                .containsPattern(
                        "plan " + late + " \\(LOOP, a plan\\) is late: its oldest command has waited for 9\\d s, "
                                + "its open day is over since 0 s, its settlement has been under way for 0 s; position 0");
    }

    @Test
    void aDayThatIsNotClosedIsNamedToo(CapturedOutput log) {
        database.jdbc()
                .sql("UPDATE plan SET open_day = (wellspring_now() AT TIME ZONE zone)::date - 3 WHERE id = " + late)
                .update();

        look();

        assertThat(log.getOut()).containsPattern("plan " + late + " .* its open day is over since [12]\\d{5} s");
    }

    @Test
    void plansThatAreOnTimeAreNotNamed(CapturedOutput log) {
        look();
        assertThat(log.getOut()).doesNotContain("is late");
    }

    private void look() {
        node.the(PlanGauges.class).look().block(PATIENCE);
    }
}
