package io.wellspring.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.DurablePostgres;
import io.wellspring.testing.JavaProcess;
import io.wellspring.testing.Platform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The settlement of a LOOP plan's day beside the bare statements that write the same rows: how the time of each grows
 * with the members, what memory the application needs, and how long a member waits for the wallet meanwhile.
 */
class SettlementBench {

    private static final List<Integer> MEMBERS = List.of(10_000, 100_000, 1_000_000);
    private static final int WARMING_MEMBERS = 100_000;
    /** So little that nothing of a day fits in but what is at hand. */
    private static final String HEAP = "-Xmx128m";

    private static final long WARM_PLAN = 100;
    private static final long PLAN = 200;

    private static final String PARAMETERS = """
            {"quotaMultiple":"2","referralQuotaRate":"0","spendPerShare":"1000","referralShareRate":"0",
             "weightedRate":"0.30","weightBy":"SHARES","levelSplit":"EQUAL",
             "levels":[{"name":"V1","minShares":"50","rate":"0.01"},{"name":"V2","minShares":"101","rate":"0.03"},
                       {"name":"V3","minShares":"201","rate":"0.06"}]}""";

    private final Table table = new Table(
            "settlement",
            "members|settled in s|µs a member|bare in s|to the bare|memory at most, MB|wallet at most, ms|at rest, ms");

    @TempDir
    private Path folder;

    @Test
    void settlementsOfADay() throws Exception {
        try (DurablePostgres postgres = DurablePostgres.in(folder, HotPoolBench.SERVER)) {
            for (int members : MEMBERS) {
                measure(postgres, members);
            }
            table.write();
        }
    }

    private void measure(DurablePostgres postgres, int members) throws Exception {
        String ours = "ours_" + members;
        JdbcClient jdbc = postgres.jdbc("postgres");
        double settled;
        long memory;
        Wallet wallet;
        try (JavaProcess node = MembersBench.start(postgres.create(ours), HEAP)) {
            Load load = new Load("http://127.0.0.1:" + node.await("Netty started on port (\\d+)"));
            node.await("(Started \\w+ in)");
            jdbc = postgres.jdbc(ours);
            endow(jdbc, WARM_PLAN, WARMING_MEMBERS);
            settled(jdbc, WARM_PLAN);
            wallet = new Wallet(load, MembersBench.join(load));
            double rest = wallet.slowestWhile(() -> sleep(3_000));
            jdbc.sql("CHECKPOINT").update();
            JdbcClient own = jdbc;
            endow(jdbc, PLAN, members);
            double busy = wallet.slowestWhile(() -> settled(own, PLAN));
            settled = settled(jdbc, PLAN);
            memory = peakMegabytes(node);
            double bare = bare(postgres, members, jdbc);
            table.row(
                    "%,d | %.2f | %.1f | %.2f | %.2f | %d | %.0f | %.0f",
                    members, settled, settled / members * 1e6, bare, settled / bare, memory, busy, rest);
        }
    }

    private static double bare(DurablePostgres postgres, int members, JdbcClient ours) throws Exception {
        String database = "bare_" + members;
        postgres.create(database);
        Flyway.configure()
                .dataSource(postgres.dataSource(database))
                .locations("classpath:db/migration")
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .load()
                .migrate();
        endow(postgres.jdbc(database), PLAN, members);
        postgres.jdbc(database).sql("CHECKPOINT").update();
        double seconds = BareSettlement.seconds(postgres.dataSource(database));
        assertThat(rows(postgres.jdbc(database))).isEqualTo(rows(ours));
        return seconds;
    }

    /** What both must have written. */
    private static List<Map<String, Object>> rows(JdbcClient jdbc) {
        return jdbc.sql("""
                        SELECT kind, count(*) AS lines, sum(amount) AS amount, sum(balance) AS balance
                          FROM ledger_member_line WHERE cause_plan_id = ? GROUP BY kind
                         UNION ALL
                        SELECT 'left', count(*), sum(quota), sum(shares) FROM loop_member WHERE plan_id = ?
                         UNION ALL
                        SELECT 'paid', count(*), sum(weighted), sum(level) FROM loop_dividend WHERE plan_id = ?
                         ORDER BY kind
                        """).params(PLAN, PLAN, PLAN).query().listOfRows();
    }

    /** Members with quota and some to 300 shares each, and with cash, so that a day pays everybody; the day is over. */
    private static void endow(JdbcClient jdbc, long plan, int members) {
        jdbc.sql("""
                        INSERT INTO loop_member (plan_id, member_id, quota, shares)
                        SELECT :plan, :plan * 10000000 + n, 100000000, (1 + n % 300) * 1000000
                          FROM generate_series(1, :members) AS n
                        """).param("plan", plan).param("members", members).update();
        jdbc.sql("""
                        INSERT INTO ledger_member_balance (member_id, asset, plan_id, amount)
                        SELECT member_id, asset, CASE asset WHEN 'CNY' THEN 0 ELSE plan_id END,
                               CASE asset WHEN 'SHARE' THEN shares ELSE quota END
                          FROM loop_member CROSS JOIN unnest(ARRAY['CNY', 'QUOTA', 'SHARE']) AS asset
                         WHERE plan_id = :plan
                        """).param("plan", plan).update();
        jdbc.sql("""
                        INSERT INTO ledger_plan_balance (plan_id, account, asset, amount)
                        SELECT plan_id, 'ISSUED', asset, -sum(amount)
                          FROM ledger_member_balance WHERE plan_id = :plan GROUP BY plan_id, asset
                        """).param("plan", plan).update();
        jdbc.sql("VACUUM ANALYZE").update();
        jdbc.sql("""
                        WITH opened AS (
                            INSERT INTO plan (id, kind, name, zone, open_day, state) OVERRIDING SYSTEM VALUE
                            SELECT :plan, 'LOOP', 'The day', 'UTC', (wellspring_now() AT TIME ZONE 'UTC')::date - 1,
                                   jsonb_build_object('sales', :members * 100000::bigint, 'carried', 0,
                                       'volume', :members * 100000::bigint, 'shares', 0, 'settling', false)
                            RETURNING id, open_day)
                        INSERT INTO plan_version (plan_id, number, rule_revision, parameters, effective_day)
                        SELECT id, 1, 1, :parameters::jsonb, open_day FROM opened
                        """)
                .param("plan", plan)
                .param("members", members)
                .param("parameters", PARAMETERS)
                .update();
    }

    /** Waits until the day is settled, and tells how many seconds it took. */
    private static double settled(JdbcClient jdbc, long plan) {
        return Platform.until(
                () -> jdbc.sql("""
                        SELECT coalesce(extract(epoch FROM max(published_at) - max(begun_at)), 0)
                          FROM loop_settlement WHERE plan_id = ?
                        """).param(plan).query(Double.class).single(),
                seconds -> seconds > 0,
                java.time.Duration.ofMinutes(9));
    }

    private static long peakMegabytes(JavaProcess node) throws Exception {
        return Long.parseLong(Files.readString(Path.of("/proc/" + node.pid() + "/status"))
                        .replaceAll("(?s).*VmHWM:\\s+(\\d+) kB.*", "$1"))
                / 1024;
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** A member who looks at the wallet again and again. */
    private record Wallet(Load load, String token) {

        /** The longest look while something else goes on, in milliseconds. */
        double slowestWhile(Runnable deed) throws Exception {
            Thread other = new Thread(deed);
            other.start();
            long slowest = 0;
            while (other.isAlive()) {
                long start = System.nanoTime();
                load.get("/v1/me/wallet", token);
                slowest = Math.max(slowest, System.nanoTime() - start);
                sleep(5);
            }
            return slowest / 1e6;
        }
    }
}
