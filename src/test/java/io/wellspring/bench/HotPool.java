package io.wellspring.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One EQUITY plan to which malls send all they have: from lines over HTTP to every order applied. */
final class HotPool {

    private static final int LINES_PER_REQUEST = 5_000;
    private static final long PATIENCE_NANOS = 600_000_000_000L;
    private static final long BETWEEN_LOOKS_NANOS = 5_000_000;

    private final JdbcClient jdbc;
    private final long plan;
    private final List<Mall> malls;

    HotPool(JdbcClient jdbc, long plan, List<Mall> malls) {
        this.jdbc = jdbc;
        this.plan = plan;
        this.malls = malls;
    }

    /** Sends the orders, each mall its part, and returns how many were applied in a second, all of them seen through. */
    double perSecond(PaidOrders orders) {
        long start = System.nanoTime();
        int share = (orders.count() + malls.size() - 1) / malls.size();
        IntStream.range(0, malls.size())
                .mapToObj(n -> CompletableFuture.runAsync(
                        () -> send(malls.get(n), orders, n * share, Math.min(orders.count(), (n + 1) * share))))
                .toList()
                .forEach(CompletableFuture::join);
        awaitAll(jdbc, plan);
        return orders.count() / ((System.nanoTime() - start) / 1e9);
    }

    /** Waits until nothing of the plan waits any more. */
    static void awaitAll(JdbcClient jdbc, long plan) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (jdbc.sql("SELECT EXISTS (SELECT FROM plan_log WHERE plan_id = ? AND position IS NULL)")
                .param(plan)
                .query(Boolean.class)
                .single()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("the plan does not get on");
            }
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
    }

    private void send(Mall mall, PaidOrders orders, int from, int to) {
        try {
            for (int start = from; start < to; start += LINES_PER_REQUEST) {
                int end = Math.min(to, start + LINES_PER_REQUEST);
                mall.send(orders.lines(start, end, plan), end - start);
            }
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
