package io.wellspring.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.plan.catalogue.PlanCatalogue;
import io.wellspring.plan.catalogue.PlanFigures;
import io.wellspring.plan.register.PlanKind;
import io.wellspring.testing.DurablePostgres;
import io.wellspring.testing.OwnRedis;
import io.wellspring.testing.Servers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** PostgreSQL comes back from a backup: what happened after it never happened, and versions are given out again. */
@Timeout(120)
class RestoredDatabaseTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    @Test
    void whoWatchesIsShownTheTruth() throws Exception {
        try (DurablePostgres postgres = DurablePostgres.in(folder, Map.of("restore_command", "false"))) {
            Map<String, String> settings = new HashMap<>(Servers.settings());
            settings.put("WELLSPRING_DATABASE", postgres.create("live"));
            settings.put("WELLSPRING_REDIS", OwnRedis.start().url());
            try (LiveNode node = LiveNode.start(settings)) {
                PlanFigures plan = node.get(PlanCatalogue.class)
                        .create(
                                PlanKind.EQUITY,
                                "Spring tea",
                                ZoneId.of("Asia/Shanghai"),
                                JsonMapper.shared().createObjectNode())
                        .block();
                try (Watcher watcher = Watcher.of(node, plan.planId())) {
                    set(postgres, plan, 5);
                    watcher.sees(5, SOON);
                    Epoch before = node.get(Epochs.class).read().block();
                    postgres.backUp();
                    set(postgres, plan, 9);
                    watcher.sees(9, SOON);

                    postgres.restore();
                    watcher.sees(5, SOON);
                    assertThat(node.get(Epochs.class).read().block()).isGreaterThan(before);
                    set(postgres, plan, 6);
                    watcher.sees(6, SOON);
                    assertThat(watcher.versions()).containsExactly(0L, 5L, 9L, 5L, 6L);
                }
            }
        }
    }

    private static void set(DurablePostgres postgres, PlanFigures plan, long version) {
        postgres.jdbc("live")
                .sql("UPDATE plan SET version = ? WHERE id = ?")
                .params(version, plan.planId())
                .update();
    }
}
