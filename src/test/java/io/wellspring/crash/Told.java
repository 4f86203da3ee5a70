package io.wellspring.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What senders were told for certain, to be held against the log. */
final class Told {

    private final Map<String, List<String>> promised = new ConcurrentHashMap<>();
    private final AtomicInteger noAnswers = new AtomicInteger();
    private final AtomicInteger busy = new AtomicInteger();

    /** That an order is in the logs of all its plans, just now or since before; just now, it cannot be told again. */
    void accepted(String source, Step.Orders.Line order, boolean justNow) {
        List<String> applied =
                order.planIds().stream().map(plan -> plan + " APPLIED").sorted().toList();
        boolean isRepeated = promised.put(source + " " + order.orderId(), applied) != null;
        if (isRepeated && justNow) {
            throw new AssertionError("Accepted, and accepted again as if it were not: " + order);
        }
    }

    /** What became of a redemption; told again, it must be the same. */
    void decided(String source, String key, String status) {
        List<String> before = promised.put(source + " " + key, List.of(status));
        if (before != null && !before.equals(List.of(status))) {
            throw new AssertionError("First " + before + " and then " + status + " for " + source + " " + key);
        }
    }

    void nothing() {
        noAnswers.incrementAndGet();
    }

    void busy() {
        busy.incrementAndGet();
    }

    int timesNothing() {
        return noAnswers.get();
    }

    int timesBusy() {
        return busy.get();
    }

    /** Every promise is in the log, once for each plan, and nothing else is. */
    void assertKept(JdbcClient jdbc) {
        Map<String, List<String>> kept = new TreeMap<>();
        jdbc.sql("""
                        SELECT source || ' ' || key AS name,
                               CASE kind WHEN 'ORDER' THEN plan_id || ' ' || status ELSE status END AS fate
                          FROM plan_log WHERE kind IN ('ORDER', 'REDEMPTION') ORDER BY fate
                        """)
                .query()
                .listOfRows()
                .forEach(row -> kept.computeIfAbsent((String) row.get("name"), unused -> new ArrayList<>())
                        .add((String) row.get("fate")));
        assertThat(kept).isEqualTo(promised);
    }

    @Override
    public String toString() {
        return "%d promises, %d times without an answer, %d times busy"
                .formatted(promised.size(), noAnswers.get(), busy.get());
    }
}
