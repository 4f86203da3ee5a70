package io.wellspring.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How long an order waits between the answer that accepts it and the commit that applies it, at a steady rate. The
 * commit's moment is the database's own; both clocks are one machine's.
 */
final class Latencies {

    private static final int REQUESTS_PER_SECOND = 50;

    private final JdbcClient jdbc;
    private final long plan;
    private final List<Mall> malls;

    Latencies(JdbcClient jdbc, long plan, List<Mall> malls) {
        this.jdbc = jdbc;
        this.plan = plan;
        this.malls = malls;
    }

    /** Milliseconds that half and ninety-nine of a hundred orders wait at most. */
    record Waits(double p50, double p99) {}

    /** Sends the orders at a rate, whether they are applied in time or not. */
    Waits at(PaidOrders orders, double perSecond) {
        Map<Integer, Instant> accepted = new ConcurrentHashMap<>();
        int portion = (int) Math.max(1, perSecond / REQUESTS_PER_SECOND);
        ExecutorService senders = Executors.newCachedThreadPool();
        List<CompletableFuture<Void>> sent = new ArrayList<>();
        long start = System.nanoTime();
        try {
            for (int n = 0; (n + 1) * portion <= orders.count(); n++) {
                int request = n;
                LockSupport.parkNanos(start + n * 1_000_000_000L / REQUESTS_PER_SECOND - System.nanoTime());
                sent.add(CompletableFuture.runAsync(() -> send(orders, request, portion, accepted), senders));
            }
            sent.forEach(CompletableFuture::join);
        } finally {
            senders.shutdown();
        }
        return waits(orders, portion, accepted);
    }

    private void send(PaidOrders orders, int request, int portion, Map<Integer, Instant> accepted) {
        int from = request * portion;
        try {
            malls.get(request % malls.size()).send(orders.lines(from, from + portion, plan));
        } catch (java.io.IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
        accepted.put(request, Instant.now());
    }

    private Waits waits(PaidOrders orders, int portion, Map<Integer, Instant> accepted) {
        HotPool.awaitAll(jdbc, plan);
        List<Double> waits = jdbc.sql("""
                        SELECT split_part(key, '-', 2)::int AS number, pg_xact_commit_timestamp(xmin) AS applied
                          FROM plan_log WHERE plan_id = ? AND key LIKE ?
                        """)
                .params(plan, orders.id(0).replace("-0", "-%"))
                .query((row, n) -> millis(
                        accepted.get(row.getInt("number") / portion),
                        row.getTimestamp("applied").toInstant()))
                .list();
        double[] sorted = waits.stream().mapToDouble(wait -> wait).sorted().toArray();
        return new Waits(sorted[sorted.length / 2], sorted[(int) (sorted.length * 0.99)]);
    }

    /** Some are applied before the answer has reached their sender. */
    private static double millis(Instant accepted, Instant applied) {
        return Math.max(0, Duration.between(accepted, applied).toNanos() / 1e6);
    }
}
