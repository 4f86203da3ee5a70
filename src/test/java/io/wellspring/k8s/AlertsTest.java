package io.wellspring.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.k8s.OperatorKinds.Rule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every alert fires when it should, and whoever is woken by it finds its page. */
class AlertsTest {

    private static final Path CASES = Path.of("src/test/resources/k8s/alerts.yaml");
    private static final Path RUNBOOK = Path.of("k8s/runbook.md");

    @TempDir
    Path folder;

    @Test
    void everyAlertFires() throws Exception {
        Files.writeString(folder.resolve("rules.yaml"), Alerts.rules());
        Files.copy(CASES, folder.resolve("alerts.yaml"));

        assertThat(new Tool("promtool").run(folder, "test", "rules", "alerts.yaml"))
                .contains("SUCCESS");
    }

    @Test
    void noAlertIsLeftOut() throws Exception {
        assertThat(found("alertname: (\\w+)", Files.readString(CASES))).isEqualTo(names());
    }

    @Test
    void everyAlertHasItsPage() throws Exception {
        String runbook = Files.readString(RUNBOOK);
        assertThat(found("(?m)^### (\\w+)$", runbook)).isEqualTo(names());
        assertThat(Arrays.stream(runbook.split("(?m)^### ")).skip(1))
                .allSatisfy(page -> assertThat(page).contains("**Means.** ", "**Look at.** ", "**Do.** "));
    }

    @Test
    void everyAlertSaysHowUrgentItIsAndWhereToRead() throws Exception {
        assertThat(Alerts.all()).allSatisfy(alert -> {
            assertThat(alert.labels().get("severity")).isIn("critical", "warning", "info");
            assertThat(alert.annotations())
                    .containsEntry("runbook", "k8s/runbook.md#" + alert.alert().toLowerCase())
                    .containsKey("summary");
            assertThat(Objects.requireNonNullElse(alert.patience(), "0s")).matches("\\d+[smd]");
        });
    }

    private static List<String> names() throws Exception {
        return Alerts.all().stream().map(Rule::alert).toList();
    }

    private static List<String> found(String expression, String text) {
        return Pattern.compile(expression)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
