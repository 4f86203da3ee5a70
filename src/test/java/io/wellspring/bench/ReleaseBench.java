package io.wellspring.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.plan.release.rules.ReferralTree;
import io.wellspring.testing.DurablePostgres;
import io.wellspring.testing.JavaProcess;
import io.wellspring.testing.Platform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The settlement of a RELEASE plan's day, all members with a lot, in a tree that grows as networks do: whoever has
 * invited many invites more. Beside the bare statements that write the same rows.
 */
class ReleaseBench {

    private static final List<Integer> MEMBERS = List.of(100_000, 1_000_000);
    private static final String HEAP = "-Xmx256m";
    private static final int CHUNK = 50_000;

    private static final long WARM_PLAN = 100;
    private static final long PLAN = 200;

    private static final String PARAMETERS = """
            {"tiers":[{"name":"one","amount":"3000","multiple":"2.5"}],"dailyRate":"0.012",
             "generations":["0.50","0.30"],"peerRate":"0.03","peerDepth":1,
             "stars":[{"name":"1","volume":"50000","rate":"0.10"},{"name":"2","volume":"200000","rate":"0.20"},
                      {"name":"3","volume":"600000","rate":"0.26"},{"name":"4","volume":"2000000","rate":"0.32"},
                      {"name":"5","volume":"6000000","rate":"0.38"},{"name":"6","volume":"15000000","rate":"0.44"},
                      {"name":"7","volume":"30000000","rate":"0.50"}]}""";

    private final Table table =
            new Table("releases", "members|deepest|settled in s|µs a member|bare in s|to the bare|memory at most, MB");

    @TempDir
    private Path folder;

    @Test
    void releasesOfADay() throws Exception {
        try (DurablePostgres postgres = DurablePostgres.in(folder, HotPoolBench.SERVER)) {
            for (int members : MEMBERS) {
                measure(postgres, members);
            }
            table.write();
        }
    }

    private void measure(DurablePostgres postgres, int members) throws Exception {
        String database = "releases_" + members;
        try (JavaProcess node = MembersBench.start(postgres.create(database), HEAP)) {
            node.await("(Started \\w+ in)");
            JdbcClient jdbc = postgres.jdbc(database);
            endow(jdbc, WARM_PLAN, 50_000);
            open(jdbc, WARM_PLAN);
            settled(jdbc, WARM_PLAN);
            int deepest = endow(jdbc, PLAN, members);
            BareReleases.prepare(jdbc);
            jdbc.sql("CHECKPOINT").update();
            open(jdbc, PLAN);
            double settled = settled(jdbc, PLAN);
            jdbc.sql("CHECKPOINT").update();
            double bare = BareReleases.seconds(postgres.dataSource(database));
            assertThat(lines(jdbc, "bare")).isEqualTo(lines(jdbc, "public"));
            table.row(
                    "%,d | %d | %.2f | %.1f | %.2f | %.2f | %d",
                    members, deepest, settled, settled / members * 1e6, bare, settled / bare, peakMegabytes(node));
        }
    }

    /** What both must have written. */
    private static List<Map<String, Object>> lines(JdbcClient jdbc, String schema) {
        return jdbc.sql("""
                        SELECT kind, count(*) AS lines, sum(amount) AS amount, sum(balance) AS balance
                          FROM %1$s.ledger_member_line WHERE cause_plan_id = ? GROUP BY kind
                         UNION ALL
                        SELECT 'left', count(*), sum(remaining), 0 FROM %1$s.release_lot WHERE plan_id = ?
                         ORDER BY kind
                        """.formatted(schema)).params(PLAN, PLAN).query().listOfRows();
    }

    /** Everybody has ordered a package; tells how deep the tree is. */
    private static int endow(JdbcClient jdbc, long plan, int members) {
        int[] referrers = grown(members, new Random(members));
        long[] bought = new long[members];
        Arrays.fill(bought, 3_000_00);
        long[] volumes = new ReferralTree(referrers).ofAllBelow(bought);
        for (int from = 0; from < members; from += CHUNK) {
            int to = Math.min(members, from + CHUNK);
            int first = from;
            jdbc.sql("""
                            INSERT INTO release_member (plan_id, member_id, referrer_id)
                            SELECT ?, id, referrer FROM unnest(?::bigint[], ?::bigint[]) AS member (id, referrer)
                            """)
                    .param(plan)
                    .param(ids(from, to, plan))
                    .param(IntStream.range(from, to)
                            .mapToObj(n -> referrers[n] < 0 ? 0L : id(plan, referrers[n]))
                            .toArray(Long[]::new))
                    .update();
            jdbc.sql("""
                            INSERT INTO release_volume
                            SELECT ?, id, 'NETWORK', cash, 0, '2026-01-01', 0, 0
                              FROM unnest(?::bigint[], ?::bigint[]) AS member (id, cash) WHERE cash > 0
                            """)
                    .param(plan)
                    .param(ids(from, to, plan))
                    .param(IntStream.range(first, to).mapToObj(n -> volumes[n]).toArray(Long[]::new))
                    .update();
        }
        jdbc.sql("""
                        INSERT INTO release_lot SELECT plan_id, member_id, member_id, 750000, 750000, 3600
                          FROM release_member WHERE plan_id = ? ORDER BY member_id
                        """).param(plan).update();
        jdbc.sql("""
                        INSERT INTO ledger_member_balance (member_id, asset, plan_id, amount)
                        SELECT member_id, asset, CASE asset WHEN 'POINT' THEN 0 ELSE plan_id END, 750000
                          FROM release_member CROSS JOIN unnest(ARRAY['POINT', 'RELEASING']) AS asset WHERE plan_id = ?
                        """).param(plan).update();
        jdbc.sql(
                        "INSERT INTO ledger_plan_balance (plan_id, account, asset, amount) VALUES (?, 'ISSUED', 'RELEASING', ?)")
                .params(plan, -750_000L * members)
                .update();
        jdbc.sql("VACUUM ANALYZE").update();
        return deepest(referrers);
    }

    private static Long[] ids(int from, int to, long plan) {
        return IntStream.range(from, to).mapToObj(n -> id(plan, n)).toArray(Long[]::new);
    }

    private static long id(long plan, int place) {
        return plan * 10_000_000 + place + 1;
    }

    /** Half of the members are invited by anybody, half by the referrer of anybody: the more invited, the more will be. */
    private static int[] grown(int members, Random random) {
        int[] referrers = new int[members];
        referrers[0] = ReferralTree.NOBODY;
        for (int member = 1; member < members; member++) {
            int anybody = random.nextInt(member);
            referrers[member] = random.nextBoolean() && referrers[anybody] >= 0 ? referrers[anybody] : anybody;
        }
        return referrers;
    }

    private static int deepest(int[] referrers) {
        int[] depths = new int[referrers.length];
        for (int member = 1; member < referrers.length; member++) {
            depths[member] = depths[referrers[member]] + 1;
        }
        return Arrays.stream(depths).max().orElse(0);
    }

    /** The plan's first day is over already. */
    private static void open(JdbcClient jdbc, long plan) {
        jdbc.sql("""
                        WITH opened AS (
                            INSERT INTO plan (id, kind, name, zone, open_day, state) OVERRIDING SYSTEM VALUE
                            SELECT :plan, 'RELEASE', 'The day', 'UTC', (wellspring_now() AT TIME ZONE 'UTC')::date - 1,
                                   '{"volume": 0, "points": 0, "adjusted": 0, "settling": false}'
                            RETURNING id, open_day)
                        INSERT INTO plan_version (plan_id, number, rule_revision, parameters, effective_day)
                        SELECT id, 1, 1, :parameters::jsonb, open_day FROM opened
                        """).param("plan", plan).param("parameters", PARAMETERS).update();
    }

    /** Waits until the day is settled, and tells how many seconds it took. */
    private static double settled(JdbcClient jdbc, long plan) {
        return Platform.until(
                () -> jdbc.sql("""
                        SELECT coalesce(extract(epoch FROM clock_timestamp() - begun_at), 0)
                          FROM release_settlement WHERE plan_id = ? AND stage = 'PUBLISHED'
                         UNION ALL SELECT 0 ORDER BY 1 DESC LIMIT 1
                        """).param(plan).query(Double.class).single(),
                seconds -> seconds > 0,
                Duration.ofMinutes(9));
    }

    private static long peakMegabytes(JavaProcess node) throws Exception {
        return Long.parseLong(Files.readString(Path.of("/proc/" + node.pid() + "/status"))
                        .replaceAll("(?s).*VmHWM:\\s+(\\d+) kB.*", "$1"))
                / 1024;
    }
}
