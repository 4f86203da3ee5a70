package io.wellspring.plan.release;

import static io.wellspring.plan.release.rules.Rules.rules;
import static io.wellspring.plan.testing.PlanNode.command;
import static io.wellspring.plan.testing.PlanNode.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.plan.log.CommandKind;
import io.wellspring.plan.log.NewCommand;
import io.wellspring.plan.replay.ReplayNote.Difference;
import io.wellspring.plan.testing.KnownMembers;
import io.wellspring.plan.testing.PlanNode;
import io.wellspring.testing.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Referral trees of shapes that nobody draws: one below the other a hundred thousand times, and all below one. */
class DeepNetworkTest {

    private static final int DEEP = 100_000;
    private static final int BROAD = 10_000;

    private final KnownMembers members = new KnownMembers();
    private TestDatabase database;
    private PlanNode node;
    private long plan;

    @BeforeEach
    void openAPlan() {
        database = TestDatabase.create();
        node = PlanNode.quiet(database, members);
        plan = node.plan(rules("tiers", "any 0.01 1", "generations", "0.5", "stars", "top 100 0.1"));
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void aChain() {
        for (long member = 2; member <= DEEP; member++) {
            members.referred(member, member - 1);
        }
        node.append(order(plan, "last", DEEP, 1_000_00), order(plan, "first", 1, 1_000_00));
        node.drain(plan, 100);
        node.append(order(plan, "again", DEEP, 500_00), order(plan, "middle", DEEP / 2, 100_00));
        node.drain(plan, 100);
        assertThat(network(1)).isEqualTo(1_600_00);
        assertThat(network(DEEP / 2)).isEqualTo(1_500_00);
        endTheDay();
        // The last one's star is the first that the release meets; all above have the same.
        assertThat(earned("team", 1)).isZero();
        assertThat(earned("team", DEEP / 2)).isZero();
        assertThat(number("SELECT count(*) FROM release_payment WHERE plan_id = ? AND referral = 0", plan))
                .isEqualTo(3);
        assertThat(node.replay(plan)).filteredOn(Difference.class::isInstance).isEmpty();
    }

    @Test
    void aStar() {
        NewCommand[] orders = new NewCommand[BROAD];
        for (int n = 0; n < BROAD; n++) {
            members.referred(n + 2, 1);
            orders[n] = order(plan, "order " + n, n + 2, 100_00);
        }
        node.append(order(plan, "top", 1, 1_000_000_00));
        node.append(orders);
        node.drain(plan, 2_000);
        assertThat(network(1)).isEqualTo(BROAD * 100_00L);
        endTheDay();
        assertThat(earned("team", 1)).isEqualTo(BROAD * 12);
        assertThat(earned("referral", 1)).isEqualTo(BROAD * 60);
        assertThat(node.replay(plan)).filteredOn(Difference.class::isInstance).isEmpty();
    }

    private void endTheDay() {
        database.advance(Duration.ofDays(1));
        node.append(command(plan, "tick", CommandKind.TICK, null, "{}"));
        node.drain(plan, 100);
        assertThat(number("SELECT count(*) FROM release_settlement WHERE plan_id = ? AND stage = 'PUBLISHED'", plan))
                .isEqualTo(1);
    }

    private long network(long member) {
        return number(
                "SELECT cash FROM release_volume WHERE plan_id = ? AND member_id = ? AND reach = 'NETWORK'",
                plan,
                member);
    }

    private long earned(String how, long member) {
        return number("SELECT " + how + " FROM release_payment WHERE plan_id = ? AND member_id = ?", plan, member);
    }

    private long number(String sql, Object... parameters) {
        return database.jdbc().sql(sql).params(parameters).query(Long.class).single();
    }
}
