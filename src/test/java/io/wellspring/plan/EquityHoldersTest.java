package io.wellspring.plan;

import static io.wellspring.plan.PlanNode.now;
import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.plan.equity.Holder;
import io.wellspring.testing.TestDatabase;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The database puts holders into the order of forced exit exactly as the rules do, whatever the amounts. */
class EquityHoldersTest {

    private static final Comparator<Holder> LOWEST_QUOTA_PER_UNIT_THEN_LOWEST_ID = ((Comparator<Holder>)
                    (one, other) -> product(one.quota(), other.units()).compareTo(product(other.quota(), one.units())))
            .thenComparingLong(Holder::memberId);

    @Test
    void neighboursInTheOrderOfExitAreToldApartToTheLastDigit() {
        Random random = new Random(4);
        List<Holder> everyone = new ArrayList<>();
        for (long id = 1; id <= 600; id += 3) {
            long units = 1 + (random.nextLong() >>> (1 + random.nextInt(62)));
            long quota = random.nextLong() >>> (1 + random.nextInt(62));
            everyone.add(new Holder(id, units, quota));
            everyone.add(new Holder(id + 1, Long.MAX_VALUE - id, Long.MAX_VALUE - id - random.nextInt(3)));
            everyone.add(new Holder(id + 2, 3 * (1 + random.nextLong(1_000)), 1 + random.nextLong(5)));
        }
        try (PlanNode node = PlanNode.quiet(TestDatabase.create(), new KnownMembers())) {
            EquityHolders holders = node.the(EquityHolders.class);
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
