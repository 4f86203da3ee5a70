package io.wellspring.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wellspring.plan.catalogue.PlanCatalogue;
import io.wellspring.plan.catalogue.PlanFigures;
import io.wellspring.plan.catalogue.TouchedMembers;
import io.wellspring.plan.register.PlanKind;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.http.codec.ServerSentEvent;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class LivePlanTest {

    private static final Duration TWO_SECONDS = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration AT_ONCE = Duration.ofMillis(600);

    private static LiveServers servers;
    private static LiveNode node;

    private PlanFigures plan;

    @BeforeAll
    static void startServers() {
        servers = LiveServers.start("live_plan");
        node = LiveNode.start(servers.settings(), "wellspring.live.heartbeatSeconds=1", "wellspring.live.maxStreams=4");
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
                        "股权计划",
                        ZoneId.of("Asia/Shanghai"),
                        JsonMapper.shared().createObjectNode())
                .block();
    }

    @Test
    void theStreamBeginsWithThePlanAsItStands() {
        try (Watcher watcher = watch()) {
            assertThat(watcher.last()).hasToString("""
                    {"id":"%d","kind":"EQUITY","name":"股权计划","openDay":"%s","position":0,"changes":0,\
                    "figures":{"pool":"0.00","supply":"0.000000","issued":"0.000000","price":"1.0000"}}""".formatted(plan.planId(), plan.openDay()));
            assertThat(watcher.frames().get(0).retry()).isBetween(TWO_SECONDS.dividedBy(2), Duration.ofSeconds(3));
            assertThat(watcher.frames().get(0).id()).isEqualTo("0");
        }
    }

    @Test
    void aHeartbeatKeepsAQuietStreamOpen() {
        try (Watcher watcher = watch()) {
            await().atMost(Duration.ofSeconds(4))
                    .until(() -> watcher.frames().stream()
                                    .filter(frame -> "heartbeat".equals(frame.comment()))
                                    .count()
                            >= 2);
            assertThat(watcher.versions()).containsExactly(0L);
        }
    }

    @Test
    void aChangeIsSeenAtOnce() {
        try (Watcher watcher = watch()) {
            change(1, "30.00");
            watcher.sees(1, AT_ONCE);
            assertThat(watcher.last().at("/figures/pool").asString()).isEqualTo("30.00");
        }
    }

    /** On a node that waits longer for news than a busy machine may take to bring it. */
    @Test
    void changesThatAreToldInTimeAreNoDrift() {
        LiveNode main = node;
        try (LiveNode patient = LiveNode.start(servers.settings(), "wellspring.live.graceMillis=5000")) {
            node = patient;
            openPlan();
            try (Watcher watcher = watch()) {
                LongStream.rangeClosed(1, 150).forEach(version -> {
                    change(version, version + ".00");
                    pause(10);
                });
                watcher.sees(150, PATIENCE);
                pause(2500);
                assertThat(node.drift("streams") + node.drift("redis")).isZero();
                assertThat(watcher.versions()).isSorted().doesNotHaveDuplicates();
            }
        } finally {
            node = main;
        }
    }

    @Test
    void aPlanThatIsOpenedIsToldAndNoDrift() {
        LiveNode main = node;
        try (LiveNode patient = LiveNode.start(servers.settings(), "wellspring.live.graceMillis=2000")) {
            node = patient;
            openPlan();
            await().atMost(TWO_SECONDS).until(() -> held() == 0);
            pause(3500);
            assertThat(node.drift("redis")).isZero();
        } finally {
            node = main;
        }
    }

    @Test
    void whatAnotherNodePublishesIsSeenAtOnce() {
        try (Watcher watcher = watch()) {
            publishFromElsewhere(1);
            watcher.sees(1, AT_ONCE);
        }
    }

    @Test
    void anEmptiedRedisIsFilledAgain() {
        try (Watcher watcher = watch()) {
            change(1, "30.00");
            await().atMost(TWO_SECONDS).until(() -> held() == 1);
            double before = node.drift("redis");
            flushAll();
            servers.setPlan(plan.planId(), 2, "60.00");
            await().atMost(TWO_SECONDS.plus(AT_ONCE)).until(() -> held() == 2);
            watcher.sees(2, AT_ONCE);
            assertThat(node.drift("redis")).isGreaterThan(before);
        }
    }

    @Test
    void aLostPublicationHeals() {
        try (Watcher watcher = watch()) {
            double before = node.drift("streams");
            servers.setPlan(plan.planId(), 1, "30.00");
            watcher.sees(1, TWO_SECONDS);
            assertThat(node.drift("streams")).isGreaterThan(before);
        }
    }

    @Test
    void theStreamStaysRightWhileRedisIsAwayAndAfter() {
        try (Watcher watcher = watch()) {
            servers.killRedis();
            servers.setPlan(plan.planId(), 1, "30.00");
            watcher.sees(1, TWO_SECONDS);
            change(2, "60.00");
            watcher.sees(2, AT_ONCE);
            pause(1500);
            servers.startRedis();
            servers.setPlan(plan.planId(), 3, "90.00");
            watcher.sees(3, TWO_SECONDS);
            await().atMost(TWO_SECONDS).ignoreExceptions().until(() -> held() == 3);
            publishFromElsewhere(4);
            watcher.sees(4, AT_ONCE);
        }
    }

    @Test
    void aPlanSetBackToAnEarlierStateIsShown() {
        try (Watcher watcher = watch()) {
            change(9, "90.00");
            watcher.sees(9, AT_ONCE);
            await().atMost(TWO_SECONDS).until(() -> held() == 9);
            servers.setPlan(plan.planId(), 4, "40.00");
            watcher.sees(4, TWO_SECONDS);
            await().atMost(TWO_SECONDS).until(() -> held() == 4);
            change(5, "50.00");
            watcher.sees(5, AT_ONCE);
            assertThat(watcher.versions()).containsExactly(0L, 9L, 4L, 5L);
        }
    }

    @Test
    void aPlanSetBackIsRightForANewWatcherAtOnce() {
        try (Watcher watcher = watch()) {
            change(9, "90.00");
            watcher.sees(9, AT_ONCE);
            servers.setPlan(plan.planId(), 4, "40.00");
            try (Watcher another = watch()) {
                another.sees(4, AT_ONCE);
                watcher.sees(4, AT_ONCE);
            }
        }
    }

    @Test
    void anUnknownPlanIsNotFound() throws Exception {
        for (String id : new String[] {"999999999", "0", "none", "9999999999999999999"}) {
            HttpResponse<String> answer = get("/v1/plans/" + id + "/live");
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.body()).contains("\"code\":\"no-such-resource\"");
        }
    }

    @Test
    void moreStreamsThanPlacesAreSentAwayAndAPlaceLeftIsFree() throws Exception {
        List<Watcher> all = IntStream.range(0, 4).mapToObj(place -> watch()).toList();
        Set<String> retries = new HashSet<>();
        for (int n = 0; n < 3; n++) {
            HttpResponse<String> answer = get("/v1/plans/" + plan.planId() + "/live");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream");
            assertThat(answer.body()).matches("retry: \\d{4,5}\nevent: end\ndata: \\{\"reason\":\"BUSY\"}\n\n");
            retries.add(answer.body());
        }
        assertThat(retries).hasSizeGreaterThan(1);
        all.forEach(Watcher::close);
        await().atMost(Duration.ofSeconds(5)).untilAsserted(() -> watch().close());
    }

    @Test
    void streamsEndWhenTheNodeStops() {
        LiveNode leaving = LiveNode.start(servers.settings());
        try (Watcher watcher = Watcher.of(leaving, plan.planId())) {
            long start = System.nanoTime();
            leaving.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
            await().atMost(AT_ONCE).until(watcher::hasEnded);
            ServerSentEvent<String> last = watcher.frames().get(watcher.frames().size() - 1);
            assertThat(last.data()).isEqualTo("{\"reason\":\"NODE_LEAVING\"}");
            assertThat(last.retry()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(15));
        }
    }

    private Watcher watch() {
        return Watcher.of(node, plan.planId());
    }

    /** As the plan writer does it: committed, then told. */
    private void change(long version, String pool) {
        servers.setPlan(plan.planId(), version, pool);
        node.get(Publications.class)
                .changed(
                        new PlanFigures(
                                plan.planId(),
                                plan.kind(),
                                plan.name(),
                                plan.openDay(),
                                0,
                                version,
                                Map.of("pool", pool)),
                        TouchedMembers.NOBODY);
    }

    /** As another node does it: committed, then told to Redis and not to this node. */
    private void publishFromElsewhere(long version) {
        servers.setPlan(plan.planId(), version, version + "0.00");
        node.get(PlanEvents.class)
                .read(plan.planId())
                .flatMap(node.get(PlanSnapshots.class)::store)
                .block();
    }

    /** The version in Redis, of this plan. */
    private long held() {
        Object version = redis().opsForHash()
                .get(PlanSnapshots.key(plan.planId()), "version")
                .block();
        return version == null ? -1 : Long.parseLong(version.toString());
    }

    private void flushAll() {
        redis().execute(connection -> connection.serverCommands().flushAll())
                .then()
                .block();
    }

    private static ReactiveStringRedisTemplate redis() {
        return node.get(ReactiveStringRedisTemplate.class);
    }

    private static HttpResponse<String> get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port() + path))
                .header("Accept", "text/event-stream")
                .timeout(Duration.ofSeconds(10))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
