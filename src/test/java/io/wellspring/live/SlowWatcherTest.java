package io.wellspring.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.plan.catalogue.PlanCatalogue;
import io.wellspring.plan.catalogue.PlanFigures;
import io.wellspring.plan.catalogue.TouchedMembers;
import io.wellspring.plan.register.PlanKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class SlowWatcherTest {

    private static final int CHANGES = 1_500;
    private static final String LONG = "x".repeat(50_000);

    @Test
    void aWatcherThatDoesNotReadHoldsUpNobodyAndIsSentTheNewestAfterwards() throws Exception {
        try (LiveServers servers = LiveServers.start("live_slow");
                LiveNode node = LiveNode.start(
                        servers.settings(),
                        "wellspring.live.reconcileMillis=60000",
                        "wellspring.live.changesPerSecond=100");
                Socket idle = new Socket("127.0.0.1", node.port())) {
            PlanFigures plan = node.get(PlanCatalogue.class)
                    .create(
                            PlanKind.EQUITY,
                            "slow",
                            ZoneId.of("Asia/Shanghai"),
                            JsonMapper.shared().createObjectNode())
                    .block();
            request(idle, plan.planId());
            try (Watcher watcher = Watcher.of(node, plan.planId())) {
                for (long version = 1; version <= CHANGES; version++) {
                    node.get(Publications.class).changed(large(plan, version), TouchedMembers.NOBODY);
                    Thread.sleep(2);
                }
                watcher.sees(CHANGES, Duration.ofSeconds(5));
                List<Long> late = versionsUntilNewest(idle);
                assertThat(late).isSorted().hasSizeLessThan(watcher.versions().size() / 2);
            }
        }
    }

    private static PlanFigures large(PlanFigures plan, long version) {
        return new PlanFigures(
                plan.planId(), plan.kind(), plan.name(), plan.openDay(), 0, version, Map.of("long", LONG));
    }

    private static void request(Socket socket, long planId) throws IOException {
        socket.setSoTimeout(10_000);
        socket.getOutputStream()
                .write(("GET /v1/plans/" + planId + "/live HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(UTF_8));
    }

    private static List<Long> versionsUntilNewest(Socket socket) throws IOException {
        List<Long> versions = new ArrayList<>();
        BufferedReader lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        while (versions.isEmpty() || versions.get(versions.size() - 1) < CHANGES) {
            String line = lines.readLine();
            if (line.startsWith("id: ")) {
                versions.add(Long.parseLong(line.substring(4)));
            }
        }
        return versions;
    }
}
