package io.wellspring.plan.equity;

import static io.wellspring.plan.testing.PlanNode.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.plan.equity.rules.EquityHolder;
import io.wellspring.plan.testing.KnownMembers;
import io.wellspring.plan.testing.PlanNode;
import io.wellspring.testing.TestDatabase;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The database puts holders into the order of forced exit exactly as the rules do, whatever the amounts. */
class EquityHoldingsTest {

    private static final Comparator<EquityHolder> LOWEST_QUOTA_PER_UNIT_THEN_LOWEST_ID = ((Comparator<EquityHolder>)
                    (one, other) -> product(one.quota(), other.units()).compareTo(product(other.quota(), one.units())))
            .thenComparingLong(EquityHolder::memberId);

    @Test
    void neighboursInTheOrderOfExitAreToldApartToTheLastDigit() {
        Random random = new Random(4);
        List<EquityHolder> everyone = new ArrayList<>();
        for (long id = 1; id <= 600; id += 3) {
            long units = 1 + (random.nextLong() >>> (1 + random.nextInt(62)));
            long quota = random.nextLong() >>> (1 + random.nextInt(62));
            everyone.add(new EquityHolder(id, units, quota));
            everyone.add(new EquityHolder(id + 1, Long.MAX_VALUE - id, Long.MAX_VALUE - id - random.nextInt(3)));
            everyone.add(new EquityHolder(id + 2, 3 * (1 + random.nextLong(1_000)), 1 + random.nextLong(5)));
        }
        try (PlanNode node = PlanNode.quiet(TestDatabase.create(), new KnownMembers())) {
            EquityHoldings holders = node.the(EquityHoldings.class);
            holders.save(1, everyone).block();

            assertThat(now(holders.firstToExit(1, 10_000)))
                    .containsExactlyElementsOf(everyone.stream()
                            .sorted(LOWEST_QUOTA_PER_UNIT_THEN_LOWEST_ID)
                            .toList());
        }
    }

    private static BigInteger product(long a, long b) {
        return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
    }
}
