package io.wellspring.bench;

import io.wellspring.testing.DurablePostgres;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class HotPoolBench {

    static final int MEMBERS = 10_000;
    static final int WARM = 30_000;
    static final int MEASURED = Integer.getInteger("wellspring.bench.orders", 100_000);

    @TempDir
    Path folder;

    @Test
    void hotPool() throws Exception {
        try (DurablePostgres postgres = DurablePostgres.in(
                folder,
                Map.of(
                        "shared_preload_libraries",
                        "pg_stat_statements",
                        "shared_buffers",
                        "1GB",
                        "max_wal_size",
                        "8GB",
                        "checkpoint_timeout",
                        "1h"))) {
            String profiler = System.getProperty("wellspring.bench.node", "-Dx=y");
            postgres.create("warm");
            long plan;
            try (Platform platform = Platform.on(postgres.address("warm"))) {
                plan = platform.plan("The hot pool");
                Platform.populate(postgres, "warm", MEMBERS);
                HotPool pool = new HotPool(postgres.jdbc("warm"), plan, List.of(platform.mall(plan)));
                System.out.println("warm: " + WARM / pool.seconds(PaidOrders.of("warm", WARM, 1, 10001, MEMBERS)));
            }
            postgres.copy("warm", "hot");
            try (Platform platform = Platform.on(postgres.address("hot"), profiler)) {
                long other = platform.plan("Another");
                JdbcClient jdbc = postgres.jdbc("hot");
                List<Mall> malls = List.of(platform.mall(plan, other), platform.mall(plan, other));
                System.out.println("jit: "
                        + WARM
                                / new HotPool(jdbc, other, malls)
                                        .seconds(PaidOrders.of("jit", WARM, 2, 10001, MEMBERS)));
                postgres.jdbc("postgres").sql("CHECKPOINT").update();
                HotPool pool = new HotPool(jdbc, plan, malls);
                if (Boolean.getBoolean("wellspring.bench.statements")) {
                    jdbc.sql("CREATE EXTENSION IF NOT EXISTS pg_stat_statements")
                            .update();
                    jdbc.sql("SELECT count(*) FROM (SELECT pg_stat_statements_reset())")
                            .query(Long.class)
                            .single();
                }
                for (String ddl : System.getProperty("wellspring.bench.ddl", "").split(";")) {
                    if (!ddl.isBlank()) {
                        jdbc.sql(ddl).update();
                    }
                }
                for (int i = 0; i < Integer.getInteger("wellspring.bench.rounds", 1); i++) {
                    Map<String, Double> c0 = cpu(platform.node().pid());
                    double s = pool.seconds(PaidOrders.of("hot" + i, MEASURED, 3 + i, 10001, MEMBERS));
                    Map<String, Double> c1 = cpu(platform.node().pid());
                    c1.forEach((k, v) -> {
                        double d = v - c0.getOrDefault(k, 0.0);
                        if (d > 0.2) System.out.printf("  cpu %.1f s %s%n", d, k);
                    });
                    System.out.println("HOT " + MEASURED / s + " orders/s; batches "
                            + jdbc.sql(
                                            "select count(*)||' avg '||avg(last_position-first_position+1)::int from ledger_posting where plan_id=?")
                                    .param(plan)
                                    .query(String.class)
                                    .single());
                }
                if (Boolean.getBoolean("wellspring.bench.statements")) {
                    postgres.jdbc("hot")
                            .sql(
                                    "select calls, total_exec_time::int ms, (total_exec_time/calls)::numeric(10,2) avg, total_plan_time::int plan, rows, regexp_replace(left(query, 110), '\\s+', ' ', 'g') q from pg_stat_statements order by total_exec_time desc limit 22")
                            .query()
                            .listOfRows()
                            .forEach(System.out::println);
                }
                if (profiler.contains("Flight")) {
                    new ProcessBuilder(
                                    System.getProperty("java.home") + "/bin/jcmd",
                                    "" + platform.node().pid(),
                                    "JFR.dump",
                                    "filename=/tmp/node.jfr")
                            .inheritIO()
                            .start()
                            .waitFor();
                }
                System.out.println(jdbc.sql(
                                "select datcollate||' '||encoding||' '||datlocprovider::text from pg_database where datname='hot'")
                        .query(String.class)
                        .single());
                System.out.println("lines "
                        + jdbc.sql("select count(*) from ledger_member_line")
                                .query(Long.class)
                                .single() + " exits "
                        + jdbc.sql("select count(*) from ledger_member_line where kind='FORCED_EXIT' and asset='CNY'")
                                .query(Long.class)
                                .single());
                System.out.println(java.nio.file.Files.readString(
                                Path.of("/proc/" + platform.node().pid() + "/status"))
                        .lines()
                        .filter(l -> l.startsWith("VmHWM"))
                        .toList());
                if (!Boolean.getBoolean("wellspring.bench.only")) {
                    bare(postgres, plan);
                    locking(postgres, plan);
                }
                System.out.println(postgres.jdbc("hot")
                        .sql("select string_agg(state::text, '') from plan")
                        .query(String.class)
                        .single());
            }
        }
    }

    private void bare(DurablePostgres postgres, long plan) throws Exception {
        postgres.copy("warm", "bare");
        BareBatch bare = new BareBatch(postgres.dataSource("bare"), plan, WARM, MEASURED);
        bare.stage(postgres.dataSource("hot"));
        postgres.jdbc("postgres").sql("CHECKPOINT").update();
        System.out.println("BARE " + MEASURED / bare.seconds());
    }

    private void locking(DurablePostgres postgres, long plan) throws Exception {
        java.util.Map<Long, Long> referrers = new java.util.HashMap<>();
        postgres.jdbc("hot")
                .sql("SELECT id, referrer_id FROM member WHERE referrer_id IS NOT NULL")
                .query((java.sql.ResultSet row) -> {
                    referrers.put(row.getLong(1), row.getLong(2));
                });
        for (int clients : new int[] {1, 2, 4, 8, 16, 32}) {
            String db = "locked_" + clients;
            postgres.copy("warm", db);
            LockingPool pool = new LockingPool(
                    postgres.dataSource(db),
                    plan,
                    io.wellspring.plan.equity.Rules.rules(
                                    "grantRate",
                                    "0.50",
                                    "referralGrantRate",
                                    "0.10",
                                    "quotaMultiple",
                                    "0.5",
                                    "referralQuotaMultiple",
                                    "0.1")
                            .checked(),
                    referrers);
            pool.perSecond(PaidOrders.of("w", 100_000, 8, 10001, MEMBERS), clients, 2);
            postgres.jdbc("postgres").sql("CHECKPOINT").update();
            System.out.println("LOCKED " + clients + ": "
                    + pool.perSecond(PaidOrders.of("l", 1_000_000, 9, 10001, MEMBERS), clients, 6));
        }
    }

    static Map<String, Double> cpu(long node) throws Exception {
        Map<String, Double> out = new java.util.TreeMap<>();
        try (var dirs = java.nio.file.Files.list(Path.of("/proc"))) {
            for (Path d :
                    dirs.filter(x -> x.getFileName().toString().matches("\\d+")).toList()) {
                try {
                    String stat = java.nio.file.Files.readString(d.resolve("stat"));
                    String cmd =
                            java.nio.file.Files.readString(d.resolve("cmdline")).replace('\0', ' ');
                    String[] f = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
                    String pid = d.getFileName().toString();
                    String name = pid.equals("" + node)
                            ? "NODE"
                            : pid.equals("" + ProcessHandle.current().pid())
                                    ? "BENCH"
                                    : cmd.substring(0, Math.min(60, cmd.length()));
                    if (name.equals("NODE")) {
                        try (var tasks = java.nio.file.Files.list(d.resolve("task"))) {
                            for (Path t : tasks.toList()) {
                                String ts = java.nio.file.Files.readString(t.resolve("stat"));
                                String[] g =
                                        ts.substring(ts.lastIndexOf(')') + 2).split(" ");
                                out.put(
                                        "T " + ts.substring(ts.indexOf('(') + 1, ts.lastIndexOf(')')) + t.getFileName(),
                                        (Long.parseLong(g[11]) + Long.parseLong(g[12])) / 100.0);
                            }
                        }
                    }
                    out.put(name + " " + pid, (Long.parseLong(f[11]) + Long.parseLong(f[12])) / 100.0);
                } catch (java.io.IOException gone) {
                }
            }
        }
        return out;
    }
}
