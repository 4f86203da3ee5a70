package io.wellspring.plan.standing;

import static io.wellspring.plan.equity.rules.Rules.rules;
import static io.wellspring.plan.testing.PlanNode.order;
import static io.wellspring.plan.testing.PlanNode.redemption;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.MeterRegistry;
import io.wellspring.plan.testing.KnownMembers;
import io.wellspring.plan.testing.PlanNode;
import io.wellspring.testing.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What plans have given is what members have of it, to the fen. */
class MoneyGaugesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private TestDatabase database;
    private PlanNode node;

    @BeforeEach
    void start() {
        database = TestDatabase.create();
        node = PlanNode.quiet(database, new KnownMembers());
    }

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void cashUnitsAndQuotaAreThoseOfTheMembers() {
        for (int opened = 1; opened <= 2; opened++) {
            long plan = node.plan(rules());
            node.append(order(plan, "o", 1, 100_000), order(plan, "p", 2, 50_000), redemption(plan, "r", 1, 1_000_000));
            node.drain(plan, 10);
        }

        node.the(MoneyGauges.class).look().block(PATIENCE);

        for (String asset : new String[] {"CNY", "EQUITY", "QUOTA"}) {
            assertThat(given(asset)).isPositive().isCloseTo(ofMembers(asset), within(0.000001));
        }
    }

    private double given(String asset) {
        return node.the(MeterRegistry.class)
                .get("wellspring.plan.given")
                .tag("kind", "EQUITY")
                .tag("asset", asset)
                .gauge()
                .value();
    }

    private double ofMembers(String asset) {
        int digits = asset.equals("EQUITY") ? 6 : 2;
        return database.jdbc()
                .sql("SELECT sum(amount) / 10.0 ^ " + digits + " FROM ledger_member_balance WHERE asset = '" + asset
                        + "'")
                .query(Double.class)
                .single();
    }
}
