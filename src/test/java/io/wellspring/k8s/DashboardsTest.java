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

    @Test
    void everyPanelSaysWhatItShowsInWhichUnitAndHow() throws Exception {
        for (JsonNode panel : panels()) {
            String title = panel.path("title").asString();
            JsonNode defaults = panel.path("fieldConfig").path("defaults");
            assertThat(panel.path("description").asString()).as(title).matches("[A-Z0-9].{15,}\\.");
            assertThat(defaults.path("unit").asString()).as(title).isNotBlank();
            assertThat(panel.path("options").isEmpty()).as(title).isFalse();
        }
    }

    /** By Grafana's own defaults a figure turns red at 80, and what does not add up at 1 would be green. */
    @Test
    void everySingleFigureHasThresholdsOfItsOwn() throws Exception {
        for (JsonNode panel : panels()) {
            if (!panel.path("type").asString().equals("timeseries")) {
                assertThat(panel.path("fieldConfig")
                                .path("defaults")
                                .path("thresholds")
                                .path("steps")
                                .valueStream())
                        .as(panel.path("title").asString())
                        .isNotEmpty();
            }
        }
        assertThat(colour("Ledger: what does not add up", 0)).isEqualTo("green");
        assertThat(colour("Ledger: what does not add up", 1)).isEqualTo("red");
        assertThat(colour("What nodes need", 0)).isEqualTo("red");
        assertThat(colour("What nodes need", 1)).isEqualTo("green");
    }

    @Test
    void linksLeadToPagesOfTheRunbookThatAreThere() throws Exception {
        Set<String> pages = new HashSet<>();
        Alerts.all()
                .forEach(alert -> pages.add("${runbook:raw}#" + alert.alert().toLowerCase()));
        Set<String> linked = new HashSet<>();
        for (JsonNode panel : panels()) {
            panel.path("links")
                    .valueStream()
                    .forEach(link -> linked.add(link.path("url").asString()));
        }
        assertThat(linked).hasSizeGreaterThan(25).isSubsetOf(pages);
        assertThat(Dashboards.all()).allSatisfy(dashboard -> {
            assertThat(dashboard.path("links").path(0).path("url").asString()).isEqualTo("${runbook:raw}");
            assertThat(dashboard.path("annotations").path("list").valueStream()).hasSize(2);
        });
    }

    /** They last as long as there is something to tell, and would be all that is seen. */
    @Test
    void durationsLeaveOutWhatIsLongOnPurpose() throws Exception {
        assertThat(Dashboards.queries())
                .filteredOn(query -> query.contains("http_server_requests_seconds_bucket"))
                .isNotEmpty()
                .allSatisfy(query -> assertThat(query).contains(".*/live", ".*/replays", "/v1/paid-orders"));
    }

    @Test
    void plansAreKnownByTheirNames() throws Exception {
        assertThat(Dashboards.queries())
                .filteredOn(query -> query.contains("plan=~"))
                .hasSizeGreaterThan(8)
                .allSatisfy(query -> assertThat(query).contains("group_left (name)", "wellspring_plan_info"));
    }

    private static List<JsonNode> panels() throws Exception {
        return Dashboards.all().stream()
                .flatMap(dashboard -> dashboard.path("panels").valueStream())
                .toList();
    }

    private static String colour(String title, double value) throws Exception {
        JsonNode panel = panels().stream()
                .filter(each -> each.path("title").asString().equals(title))
                .findFirst()
                .orElseThrow();
        String colour = "";
        for (JsonNode step :
                panel.path("fieldConfig").path("defaults").path("thresholds").path("steps")) {
            if (step.path("value").isNull() || step.path("value").asDouble() <= value) {
                colour = step.path("color").asString();
            }
        }
        return colour;
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
