package io.wellspring.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.util.ResourceLeakDetector;
import io.wellspring.plan.catalogue.PlanCatalogue;
import io.wellspring.plan.catalogue.PlanFigures;
import io.wellspring.plan.catalogue.TouchedMembers;
import io.wellspring.plan.register.PlanKind;
import io.wellspring.testing.Crowd;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.json.JsonMapper;

/** One plan and all who watch it: how often they are told, who is dropped, and what those leave who have gone. */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class FanOutTest {

    private static final Duration TWO_SECONDS = Duration.ofSeconds(2);
    private static final int COMING_AND_GOING = 10_000;
    private static final long GROWTH = 4 * 1024 * 1024;

    private static LiveServers servers;
    private static LiveNode node;

    private final AtomicLong version = new AtomicLong();
    private PlanFigures plan;

    @BeforeAll
    static void startServers() {
        servers = LiveServers.start("live_fan_out");
        node = LiveNode.start(
                servers.settings(),
                "wellspring.live.heartbeatSeconds=1",
                "wellspring.live.patienceSeconds=1",
                "wellspring.live.sendBufferBytes=4096");
    }

    @AfterAll
    static void stopServers() {
        node.close();
        servers.close();
    }

    @BeforeEach
    void openPlan() {
        plan = node.get(PlanCatalogue.class)
                .create(
                        PlanKind.EQUITY,
                        "Spring tea",
                        ZoneId.of("Asia/Shanghai"),
                        JsonMapper.shared().createObjectNode())
                .block();
    }

    @Test
    void changesComeAtMostFourTimesASecondAndTheLastOneAlways() throws Exception {
        try (Watcher watcher = Watcher.of(node, plan.planId())) {
            long begun = System.nanoTime();
            for (int n = 0; n < 100; n++) {
                change("1.00");
                Thread.sleep(10);
            }
            watcher.sees(100, Duration.ofMillis(600));
            int quarters = (int) ((System.nanoTime() - begun) / 250_000_000);
            assertThat(watcher.versions()).isSorted().hasSizeBetween(4, quarters + 2);
        }
    }

    @Test
    void whoDoesNotReadIsDroppedAndNobodyElseWaits() throws Exception {
        double dropped = dropped();
        try (Watcher watcher = Watcher.of(node, plan.planId());
                Socket idle = new Socket()) {
            idle.setReceiveBufferSize(4_096);
            idle.connect(new InetSocketAddress("127.0.0.1", node.port()));
            ask(idle);
            await().atMost(TWO_SECONDS).until(() -> streams() == 2);
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                change("x".repeat(20_000));
                watcher.sees(version.get(), TWO_SECONDS);
                return streams() == 1;
            });
            assertThat(dropped()).isEqualTo(dropped + 1);
            assertThat(readToTheEnd(idle)).isTrue();
            watcher.isOpen();
        }
    }

    @Test
    void thousandsComeAndGoAndLeaveNothing(CapturedOutput output) throws Exception {
        ResourceLeakDetector.Level before = ResourceLeakDetector.getLevel();
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
        try {
            comeAndGo(COMING_AND_GOING / 10);
            long heap = liveHeap();
            comeAndGo(COMING_AND_GOING);
            assertThat(liveHeap() - heap).isLessThan(GROWTH);
            assertThat(leaks(output)).isEmpty();
            assertThat(output).doesNotContain("WARN");
        } finally {
            ResourceLeakDetector.setLevel(before);
        }
    }

    @Test
    void aThousandStreamsStayOpenAndRightWhileRedisIsKilledAndComesBack() throws Exception {
        try (Crowd crowd = new Crowd(new InetSocketAddress("127.0.0.1", node.port()), Crowd.ID)) {
            crowd.join(1_000, n -> request());
            servers.killRedis();
            lost(1);
            seenByAll(crowd, 1);
            change("2.00");
            version.set(2);
            seenByAll(crowd, 2);
            servers.startRedis();
            lost(3);
            seenByAll(crowd, 3);
            assertThat(crowd.ended()).isZero();
        }
        await().atMost(TWO_SECONDS).until(() -> streams() == 0);
    }

    @Test
    void aChangeOnOneNodeReachesTheWatchersOfAnother() {
        try (LiveNode other = LiveNode.start(servers.settings());
                Watcher watcher = Watcher.of(other, plan.planId())) {
            change("30.00");
            watcher.sees(1, Duration.ofMillis(600));
        }
    }

    @Test
    void whoWatchesALeavingNodeIsToldWhy() {
        LiveNode leaving = LiveNode.start(servers.settings());
        try (Watcher watcher = Watcher.of(leaving, plan.planId())) {
            leaving.close();
            await().atMost(TWO_SECONDS).until(watcher::hasEnded);
            List<String> events = watcher.frames().stream()
                    .map(frame -> String.valueOf(frame.event()))
                    .toList();
            assertThat(events.get(events.size() - 1)).isEqualTo("end");
            assertThat(watcher.frames().get(events.size() - 1).data()).isEqualTo("{\"reason\":\"NODE_LEAVING\"}");
        }
    }

    /** As the plan's writer does it: committed, then told. */
    private void change(String pool) {
        long next = version.incrementAndGet();
        servers.setPlan(plan.planId(), next, "1.00");
        node.get(Publications.class)
                .changed(
                        new PlanFigures(
                                plan.planId(), plan.kind(), plan.name(), plan.openDay(), 0, next, Map.of("pool", pool)),
                        TouchedMembers.NOBODY);
    }

    /** Committed, and told to nobody. */
    private void lost(long next) {
        version.set(next);
        servers.setPlan(plan.planId(), next, next + "0.00");
    }

    private static void seenByAll(Crowd crowd, long version) {
        await().atMost(TWO_SECONDS).until(() -> crowd.arrivals(version).length == 1_000);
    }

    /** Parameters of a statement that was given up before it was sent are the driver's to release, and no stream's. */
    private static List<String> leaks(CapturedOutput output) {
        return Arrays.stream(output.toString().split("LEAK:"))
                .skip(1)
                .filter(leak -> !leak.contains("io.r2dbc.postgresql.codec"))
                .toList();
    }

    private void comeAndGo(int times) throws IOException {
        for (int n = 0; n < times; n++) {
            try (Socket socket = new Socket("127.0.0.1", node.port())) {
                ask(socket);
                if (n % 3 != 0) {
                    assertThat(socket.getInputStream().read()).isPositive();
                }
            }
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> streams() == 0);
    }

    private void ask(Socket socket) throws IOException {
        socket.getOutputStream().write(request().getBytes(UTF_8));
    }

    private String request() {
        return "GET /v1/plans/" + plan.planId() + "/live HTTP/1.1\r\nHost: here\r\n\r\n";
    }

    private static boolean readToTheEnd(Socket socket) {
        try (InputStream stream = socket.getInputStream()) {
            socket.setSoTimeout(2_000);
            stream.readAllBytes();
            return true;
        } catch (java.net.SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    private static long liveHeap() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static double streams() {
        return node.get(MeterRegistry.class)
                .get("wellspring.live.streams")
                .gauge()
                .value();
    }

    private static double dropped() {
        return node.get(MeterRegistry.class)
                .get("wellspring.live.dropped")
                .counter()
                .count();
    }
}
