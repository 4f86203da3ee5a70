package io.wellspring.bench;

import io.wellspring.testing.DurablePostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Orders applied to one hot EQUITY plan: by the application from lines over HTTP to every order applied, by locking the
 * pool once per order, and by the bare batch of the same rows. All start from copies of one database, in which ten
 * thousand members, a third of them referred, hold units, and forced exit is on.
 */
class HotPoolBench {

    static final Map<String, String> SERVER = Map.of(
            "shared_buffers", "1GB",
            "max_wal_size", "16GB",
            "checkpoint_timeout", "1h",
            "track_commit_timestamp", "on");

    private static final int MEMBERS = 10_000;
    private static final int FIRST_ORDERS = 30_000;
    /** Until the node's compilers have come to rest. */
    private static final int WARMING_ORDERS = 250_000;

    private static final int ORDERS = Integer.getInteger("wellspring.bench.orders", 100_000);
    private static final List<Integer> CLIENTS = List.of(1, 2, 4, 8, 16, 32);
    private static final double SECONDS_PER_CLIENTS = 6;
    private static final int LATENCY_SECONDS = 10;

    private final Table table = new Table("hot-pool", "orders applied to one EQUITY plan|a second|to ours");

    @TempDir
    private Path folder;

    @Test
    void ordersAppliedInASecond() throws Exception {
        try (DurablePostgres postgres = DurablePostgres.in(folder, SERVER)) {
            long plan = prepare(postgres);
            double ours = ours(postgres, plan);
            double bare = bare(postgres, plan);
            double locking = locking(postgres, plan);
            table.row("the bare SQL batch of the same rows | %,.0f | ours is %.2f of it", bare, ours / bare);
            table.row(
                    "locking the pool once per order, the best | %,.0f | ours is %.1f times it",
                    locking, ours / locking);
            table.write();
        }
    }

    /** The database from which all start: it has seen some orders already. */
    private static long prepare(DurablePostgres postgres) throws IOException, InterruptedException {
        try (Installation installation = Installation.on(postgres.create("first"))) {
            long plan = installation.plan("The hot pool");
            Installation.populate(postgres, "first", MEMBERS);
            new HotPool(postgres.jdbc("first"), plan, List.of(installation.mall(plan)))
                    .perSecond(PaidOrders.of("first", FIRST_ORDERS, 1, MEMBERS));
            return plan;
        }
    }

    private double ours(DurablePostgres postgres, long plan) throws IOException, InterruptedException {
        JdbcClient jdbc = postgres.jdbc("hot");
        try (Installation installation = Installation.on(postgres.copy("first", "hot"))) {
            long other = installation.plan("To get warm");
            List<Mall> malls = List.of(installation.mall(plan, other), installation.mall(plan, other));
            new HotPool(jdbc, other, malls).perSecond(PaidOrders.of("warm", WARMING_ORDERS, 2, MEMBERS));
            settle(postgres);
            double ours = new HotPool(jdbc, plan, malls).perSecond(PaidOrders.of("hot", ORDERS, 3, MEMBERS));
            table.row("the application, from HTTP to applied | %,.0f | ", ours);
            latencies(new Latencies(jdbc, other, malls), ours);
            table.row("replayed and compared, by an operator | %,.0f | ", installation.replayedPerSecond(plan));
            table.row("memory of its process at most, MB | %d | ", installation.peakMegabytes());
            return ours;
        }
    }

    private void latencies(Latencies latencies, double top) {
        for (double part : new double[] {0.1, 0.5, 0.9}) {
            PaidOrders orders = PaidOrders.of("at" + part, (int) (top * part * LATENCY_SECONDS), 4, MEMBERS);
            Latencies.Waits waits = latencies.at(orders, top * part);
            table.row(
                    "from accepted to applied at %.0f%% of that: p50 %.0f ms, p99 %.0f ms | %,.0f | ",
                    part * 100, waits.p50(), waits.p99(), top * part);
        }
    }

    private static double bare(DurablePostgres postgres, long plan) throws SQLException {
        postgres.copy("first", "bare");
        BareBatch batch = new BareBatch(postgres.dataSource("bare"), plan, FIRST_ORDERS, ORDERS);
        batch.stage(postgres.dataSource("hot"));
        settle(postgres);
        return batch.perSecond();
    }

    private double locking(DurablePostgres postgres, long plan) {
        Map<Long, Long> referrers = referrers(postgres.jdbc("first"));
        double best = 0;
        for (int clients : CLIENTS) {
            String database = "locking_" + clients;
            postgres.copy("first", database);
            LockingPool pool = new LockingPool(postgres.dataSource(database), plan, referrers);
            settle(postgres);
            double found = pool.perSecond(PaidOrders.of("locked", ORDERS, 3, MEMBERS), clients, SECONDS_PER_CLIENTS);
            table.row("locking the pool once per order, %d clients | %,.0f | ", clients, found);
            best = Math.max(best, found);
        }
        return best;
    }

    private static Map<Long, Long> referrers(JdbcClient jdbc) {
        Map<Long, Long> referrers = new HashMap<>();
        jdbc.sql("SELECT id, referrer_id FROM member WHERE referrer_id IS NOT NULL")
                .query(row -> {
                    referrers.put(row.getLong("id"), row.getLong("referrer_id"));
                });
        return referrers;
    }

    /** What is written later is written by all from the same rest. */
    private static void settle(DurablePostgres postgres) {
        postgres.jdbc("postgres").sql("CHECKPOINT").update();
    }
}
