package io.wellspring.bench;

import io.wellspring.testing.Crowd;
import io.wellspring.testing.DurablePostgres;
import io.wellspring.testing.Platform;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Phones that watch while a plan changes once a second: ten thousand that watch the plan, the same while some hundred of
 * them no longer read, and half as many members who watch what their units are worth. How many of the changes reach
 * them, how long after the commit, and what each of them costs the node.
 */
class LiveBench {

    private static final String NOBODY_EXITS = "{\"supplyCap\":\"100000000000\",\"quotaMultiple\":\"100\"}";

    private static final int PHONES = Integer.getInteger("wellspring.bench.phones", 10_000);
    private static final int CHANGES = Integer.getInteger("wellspring.bench.changes", 120);
    private static final int STOPPED = 500;
    private static final int WARMING = 10;
    private static final int FIRST = 100;
    private static final int CALLERS = 16;

    private static final String COLUMNS =
            "watching|changes|delivered|p50 from commit, ms|p99|longest|processor, of one core|heap a client, KiB|dropped";

    @TempDir
    private Path folder;

    @Test
    void aPlan() throws Exception {
        Table table = new Table("live-plan", COLUMNS);
        try (DurablePostgres postgres = DurablePostgres.in(folder, HotPoolBench.SERVER)) {
            watchingAPlan(postgres, table);
            table.write();
        }
    }

    @Test
    void themselves() throws Exception {
        Table table = new Table("live-members", COLUMNS);
        try (DurablePostgres postgres = DurablePostgres.in(folder, HotPoolBench.SERVER)) {
            watchingThemselves(postgres, table);
            table.write();
        }
    }

    private void watchingAPlan(DurablePostgres postgres, Table table) throws Exception {
        try (Installation node = Installation.on(postgres.create("plan"))) {
            Installation.populate(postgres, "plan", FIRST);
            long[] buyers = LongStream.range(0, FIRST)
                    .map(n -> PaidOrders.FIRST_MEMBER + n)
                    .toArray();
            Changes changes = changes(postgres.jdbc("plan"), node, buyers);
            changes.once(WARMING);
            try (Crowd crowd = crowd(node, Crowd.ID)) {
                String request = request("/v1/plans/" + changes.plan() + "/live", "");
                double heap = join(node, crowd, PHONES, phone -> request, changes);
                row(table, "a plan", PHONES, measured(node, crowd, changes), heap, 0);
                List<Crowd.Phone> stopped = crowd.stopReading(STOPPED);
                Measured others = measured(node, crowd, changes);
                row(table, "a plan, beside those who stopped", PHONES - STOPPED, others, heap, crowd.endedOf(stopped));
            }
        }
    }

    private void watchingThemselves(DurablePostgres postgres, Table table) throws Exception {
        try (Installation node = Installation.withPhones(postgres.create("members"))) {
            List<Member> members = join(new Load(node.address()), PHONES / 2);
            Changes changes = changes(
                    postgres.jdbc("members"),
                    node,
                    members.stream().mapToLong(Member::id).toArray());
            changes.onePurchaseOfEach();
            try (Crowd crowd = crowd(node, "\"version\":")) {
                double heap = join(
                        node,
                        crowd,
                        members.size(),
                        n -> request(
                                "/v1/me/live",
                                "Authorization: Bearer " + members.get(n).token() + "\r\n"),
                        changes);
                row(table, "themselves", members.size(), measured(node, crowd, changes), heap, 0);
            }
        }
    }

    private static Crowd crowd(Installation installation, String marker) throws IOException {
        URI node = URI.create(installation.address());
        return new Crowd(new InetSocketAddress(node.getHost(), node.getPort()), marker);
    }

    private static String request(String path, String headers) {
        return "GET " + path + " HTTP/1.1\r\nHost: here\r\nAccept: text/event-stream\r\n" + headers + "\r\n";
    }

    /** The first ones warm the node; what the others add to its heap is theirs. */
    private static double join(Installation node, Crowd crowd, int count, IntFunction<String> request, Changes changes)
            throws IOException, InterruptedException {
        crowd.join(FIRST, request);
        changes.once(WARMING);
        long before = node.liveHeap();
        crowd.join(count - FIRST, n -> request.apply(n + FIRST));
        return (node.liveHeap() - before) / 1024.0 / (count - FIRST);
    }

    private static List<Member> join(Load load, int count) {
        Queue<Member> members = new ConcurrentLinkedQueue<>();
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            IntStream.range(0, count)
                    .mapToObj(n -> CompletableFuture.runAsync(() -> members.add(Member.joining(load)), callers))
                    .toList()
                    .forEach(CompletableFuture::join);
        } finally {
            callers.shutdown();
        }
        return List.copyOf(members);
    }

    private static Changes changes(JdbcClient jdbc, Installation node, long[] buyers)
            throws IOException, InterruptedException {
        long plan = node.plan("The plan that all watch", NOBODY_EXITS);
        return new Changes(jdbc, plan, node.mall(plan), buyers);
    }

    private Measured measured(Installation node, Crowd crowd, Changes changes)
            throws IOException, InterruptedException {
        Duration before = node.processorTime();
        long start = System.nanoTime();
        List<Change> made = changes.once(CHANGES);
        double processor = (double) node.processorTime().minus(before).toNanos() / (System.nanoTime() - start);
        Thread.sleep(1_000);
        long[] millis = made.stream()
                .flatMapToLong(change -> LongStream.of(crowd.arrivals(change.version()))
                        .map(micros -> (micros - change.committedMicros()) / 1_000))
                .sorted()
                .toArray();
        return new Measured(millis, processor);
    }

    private static void row(Table table, String what, int reading, Measured measured, double heap, int dropped) {
        long[] millis = measured.millis();
        table.row(
                "%,d, %s | %d | %,d of %,d | %d | %d | %d | %.2f | %.1f | %d",
                reading,
                what,
                CHANGES,
                millis.length,
                (long) reading * CHANGES,
                millis[millis.length / 2],
                millis[(int) (millis.length * 0.99)],
                millis[millis.length - 1],
                measured.processor(),
                heap,
                dropped);
    }

    private record Measured(long[] millis, double processor) {}

    private record Change(long version, long committedMicros) {}

    private record Member(long id, String token) {

        static Member joining(Load load) {
            try {
                String told = MembersBench.joined(load);
                return new Member(
                        Long.parseLong(MembersBench.field("id", told)), MembersBench.field("accessToken", told));
            } catch (IOException | InterruptedException failure) {
                throw new IllegalStateException(failure);
            }
        }
    }

    /** Orders of one yuan's tea each, in turn by all buyers. */
    private static final class Changes {

        private final JdbcClient jdbc;
        private final long plan;
        private final Mall mall;
        private final long[] buyers;
        private int next;

        Changes(JdbcClient jdbc, long plan, Mall mall, long[] buyers) {
            this.jdbc = jdbc;
            this.plan = plan;
            this.mall = mall;
            this.buyers = buyers;
        }

        long plan() {
            return plan;
        }

        void onePurchaseOfEach() throws IOException, InterruptedException {
            StringBuilder lines = new StringBuilder();
            for (int n = 0; n < buyers.length; n++) {
                lines.append(line());
            }
            mall.send(lines.toString());
            HotPool.awaitAll(jdbc, plan);
        }

        /** One order a second, each alone in its batch. */
        List<Change> once(int count) throws IOException, InterruptedException {
            List<Change> changes = new ArrayList<>();
            long start = System.nanoTime();
            for (int n = 0; n < count; n++) {
                LockSupport.parkNanos(start + n * 1_000_000_000L - System.nanoTime());
                mall.send(line());
                HotPool.awaitAll(jdbc, plan);
                changes.add(last());
            }
            return changes;
        }

        private String line() {
            int number = next++;
            return "{\"orderId\":\"live-%d\",\"memberId\":\"%d\",\"planIds\":[\"%d\"],\"amount\":\"100.00\",\"paidAt\":\"{paidAt}\"}\n"
                    .replace("{paidAt}", Platform.PAID_AT)
                    .formatted(number, buyers[number % buyers.length], plan);
        }

        private Change last() {
            return jdbc.sql("""
                            SELECT version, (extract(epoch FROM pg_xact_commit_timestamp(xmin)) * 1000000)::bigint AS micros
                              FROM plan WHERE id = ?
                            """)
                    .param(plan)
                    .query((row, n) -> new Change(row.getLong("version"), row.getLong("micros")))
                    .single();
        }
    }
}
