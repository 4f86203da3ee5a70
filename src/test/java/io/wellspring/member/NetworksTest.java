package io.wellspring.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.Seeds;
import io.wellspring.testing.TestDatabase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.Mockito;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** How many are below each member, counted in batches, against counting everybody by walking up. */
class NetworksTest {

    static LongStream seeds() {
        return Seeds.some(5);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void batchesCountWhatWalkingUpCounts(long seed) {
        Random random = new Random(seed);
        TestDatabase database = TestDatabase.create();
        try (AnnotationConfigApplicationContext context = node(database)) {
            Networks networks = context.getBean(Networks.class);
            Map<Long, Long> referrers = new HashMap<>();
            List<Long> members = new ArrayList<>();
            for (int n = 0; n < 120; n++) {
                Long referrer = members.isEmpty() || random.nextInt(10) == 0
                        ? null
                        : members.get(random.nextBoolean() ? members.size() - 1 : random.nextInt(members.size()));
                long member = join(database, referrer, n);
                members.add(member);
                if (referrer != null) {
                    referrers.put(member, referrer);
                }
                if (random.nextInt(20) == 0) {
                    networks.count().block();
                }
            }
            networks.count().block();
            for (long member : members) {
                assertThat(networks.of(member).block()).isEqualTo(below(member, referrers));
            }
        }
    }

    @Test
    void moreThanOneBatchAndSeveralNodesCountEverybodyOnce() {
        TestDatabase database = TestDatabase.create();
        try (AnnotationConfigApplicationContext one = node(database);
                AnnotationConfigApplicationContext two = node(database)) {
            long top = join(database, null, 0);
            database.jdbc()
                    .sql("INSERT INTO member (referrer_id, referral_code, phone)"
                            + " SELECT ?, 'code ' || n, decode('0161', 'hex') FROM generate_series(1, 5000) AS n")
                    .param(top)
                    .update();
            one.getBean(Networks.class)
                    .count()
                    .and(two.getBean(Networks.class).count())
                    .then(one.getBean(Networks.class).count())
                    .block();
            assertThat(one.getBean(Networks.class).of(top).block()).isEqualTo(new NetworkSize(5000, 0, 5000));
        }
    }

    private static AnnotationConfigApplicationContext node(TestDatabase database) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        database.register(context);
        context.registerBean(PhoneCipher.class, () -> Mockito.mock(PhoneCipher.class));
        context.registerBean(PhoneNumbers.class, () -> Mockito.mock(PhoneNumbers.class));
        context.registerBean(ReferralCodes.class, () -> Mockito.mock(ReferralCodes.class));
        context.register(Members.class, Networks.class);
        context.refresh();
        return context;
    }

    private static long join(TestDatabase database, Long referrer, int n) {
        return database.jdbc()
                .sql("INSERT INTO member (referrer_id, referral_code, phone) VALUES (?, ?, decode('0161', 'hex'))"
                        + " RETURNING id")
                .params(Arrays.asList(referrer, "joined " + n))
                .query(Long.class)
                .single();
    }

    private static NetworkSize below(long member, Map<Long, Long> referrers) {
        List<Integer> depths = referrers.keySet().stream()
                .map(other -> depth(other, member, referrers))
                .filter(depth -> depth > 0)
                .collect(Collectors.toList());
        return new NetworkSize(
                depths.stream().filter(depth -> depth == 1).count(),
                depths.stream().filter(depth -> depth == 2).count(),
                depths.size());
    }

    /** How far one is below another; 0 where not at all. */
    private static int depth(long below, long above, Map<Long, Long> referrers) {
        int depth = 1;
        for (Long on = referrers.get(below); on != null; on = referrers.get(on)) {
            if (on == above) {
                return depth;
            }
            depth++;
        }
        return 0;
    }
}
