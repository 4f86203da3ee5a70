package io.wellspring.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Grafana finds four dashboards whose panels have their places. */
class DashboardsTest {

    private static final int COLUMNS = 24;

    @Test
    void fourStandInTheCluster() throws Exception {
        ConfigMap dashboards = Manifests.of("production").one(ConfigMap.class, "wellspring-dashboards");
        assertThat(dashboards.getMetadata().getLabels()).containsEntry("grafana_dashboard", "1");
        assertThat(dashboards.getData())
                .containsOnlyKeys("live-views.json", "members-sms.json", "plans-settlement.json", "runtime.json");
        assertThat(Dashboards.all())
                .extracting(dashboard -> dashboard.path("title").asString())
                .containsExactlyInAnyOrder("Members & SMS", "Plans & settlement", "Live views", "Runtime");
    }

    @Test
    void noPanelLiesOnAnother() throws Exception {
        for (JsonNode dashboard : Dashboards.all()) {
            Set<List<Integer>> taken = new HashSet<>();
            for (JsonNode panel : dashboard.path("panels")) {
                cells(panel.path("gridPos"))
                        .forEach(cell -> assertThat(taken.add(cell))
                                .as("%s: %s", dashboard.path("title"), panel.path("title"))
                                .isTrue());
            }
        }
    }

    @Test
    void everyPanelHasATitleAnIdAndAQuestion() throws Exception {
        for (JsonNode dashboard : Dashboards.all()) {
            Set<Integer> ids = new HashSet<>();
            Set<String> titles = new HashSet<>();
            for (JsonNode panel : dashboard.path("panels")) {
                assertThat(ids.add(panel.path("id").asInt())).isTrue();
                assertThat(titles.add(panel.path("title").asString())).isTrue();
                assertThat(panel.path("targets").valueStream())
                        .isNotEmpty()
                        .allSatisfy(target ->
                                assertThat(target.path("expr").asString()).isNotBlank());
            }
        }
    }

    private static List<List<Integer>> cells(JsonNode place) {
        int x = place.path("x").asInt();
        int y = place.path("y").asInt();
        int width = place.path("w").asInt();
        assertThat(x + width).isBetween(1, COLUMNS);
        return IntStream.range(x, x + width)
                .boxed()
                .flatMap(column ->
                        IntStream.range(y, y + place.path("h").asInt()).mapToObj(row -> List.of(column, row)))
                .toList();
    }
}
