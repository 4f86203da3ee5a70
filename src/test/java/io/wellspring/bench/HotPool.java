package io.wellspring.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One EQUITY plan to which malls send all they have: from lines over HTTP to every order applied. */
final class HotPool {

    private static final int LINES_PER_REQUEST = 5_000;
    private static final long PATIENCE_NANOS = 600_000_000_000L;

    private final JdbcClient jdbc;
    private final long plan;
    private final List<Mall> malls;

    HotPool(JdbcClient jdbc, long plan, List<Mall> malls) {
        this.jdbc = jdbc;
        this.plan = plan;
        this.malls = malls;
    }

    /** Sends the orders, each mall its part, and returns the seconds until the last of them is applied. */
    double seconds(PaidOrders orders) {
        long before = position();
        long start = System.nanoTime();
        int share = (orders.count() + malls.size() - 1) / malls.size();
        List<CompletableFuture<Void>> sending = java.util.stream.IntStream.range(0, malls.size())
                .mapToObj(n -> CompletableFuture.runAsync(
                        () -> send(malls.get(n), orders, n * share, Math.min(orders.count(), (n + 1) * share))))
                .toList();
        sending.forEach(CompletableFuture::join);
        while (position() < before + orders.count()) {
            if (System.nanoTime() - start > PATIENCE_NANOS) {
                throw new AssertionError("the plan does not get on: " + position());
            }
            LockSupport.parkNanos(5_000_000);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    long position() {
        return jdbc.sql("SELECT last_position FROM plan WHERE id = ?")
                .param(plan)
                .query(Long.class)
                .single();
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
