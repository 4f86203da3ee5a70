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
        int share = (orders.count() + malls.size() - 1) / malls.size();
        List<List<String>> requests = IntStream.range(0, malls.size())
                .mapToObj(n -> requests(orders, n * share, Math.min(orders.count(), (n + 1) * share)))
                .toList();
        long start = System.nanoTime();
        IntStream.range(0, malls.size())
                .mapToObj(n -> CompletableFuture.runAsync(() -> send(malls.get(n), requests.get(n))))
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

    /** Written down before the clock starts: that is the malls' work. */
    private List<String> requests(PaidOrders orders, int from, int to) {
        return IntStream.iterate(from, start -> start < to, start -> start + LINES_PER_REQUEST)
                .mapToObj(start -> orders.lines(start, Math.min(to, start + LINES_PER_REQUEST), plan))
                .toList();
    }

    private static void send(Mall mall, List<String> requests) {
        try {
            for (String lines : requests) {
                mall.send(lines);
            }
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
