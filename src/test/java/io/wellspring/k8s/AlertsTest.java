package io.wellspring.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.wellspring.k8s.OperatorKinds.Rule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every alert fires when it should and not when it should not, and whoever is woken by it finds its page. */
class AlertsTest {

    private static final Path CASES = Path.of("src/test/resources/k8s/alerts.yaml");
    private static final Path QUIET = Path.of("src/test/resources/k8s/quiet.yaml");
    private static final Path WELL = Path.of("src/test/resources/k8s/well.yaml");
    private static final Path RUNBOOK = Path.of("k8s/runbook.md");
    private static final String RUNBOOK_URL = "https://runbook.example.com/k8s/runbook.md#";

    /** Its silence is what calls somebody. */
    private static final String FIRES_ALWAYS = "Watchdog";

    @TempDir
    Path folder;

    @Test
    void everyAlertFires() throws Exception {
        Files.writeString(folder.resolve("rules.yaml"), Alerts.rules());
        Files.copy(CASES, folder.resolve("alerts.yaml"));

        assertThat(new Tool("promtool").run(folder, "test", "rules", "alerts.yaml"))
                .contains("SUCCESS");
    }

    /** A single failure, a plan that is opened, a night with few requests. */
    @Test
    void whatHappensOnAGoodDayWakesNobody() throws Exception {
        Files.writeString(folder.resolve("rules.yaml"), Alerts.rules());
        Files.copy(QUIET, folder.resolve("quiet.yaml"));

        assertThat(new Tool("promtool").run(folder, "test", "rules", "quiet.yaml"))
                .contains("SUCCESS");
    }

    @Test
    void noAlertFiresWhileAllIsWell() throws Exception {
        assertThat(promtoolOf(rule -> rule)).contains("SUCCESS");
    }

    /** All is well, and not just absent: any that asks for less than it should would fire. */
    @Test
    void thoseThatAreTooEasilyRaisedFireEvenThen() throws Exception {
        new Tool("promtool").orLeaveOut();
        List<String> compare = Alerts.all().stream()
                .filter(rule -> !loosened(rule).equals(rule))
                .map(Rule::alert)
                .toList();

        Throwable fired = catchThrowable(() -> promtoolOf(AlertsTest::loosened));

        assertThat(compare).hasSizeGreaterThan(30);
        assertThat(found("alertname: (\\w+), time", String.valueOf(fired)))
                .containsExactlyInAnyOrderElementsOf(compare);
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

    /** Whoever copies a line at night looks into the right namespace. */
    @Test
    void everyLineForTheClusterNamesItsNamespace() throws Exception {
        String runbook = Files.readString(RUNBOOK).replaceAll("\\s+", " ");
        assertThat(found("(kubectl [^`|&]*)", runbook))
                .hasSizeGreaterThan(20)
                .allSatisfy(line -> assertThat(line).containsPattern("-n (wellspring|monitoring)"));
    }

    @Test
    void everyAlertSaysHowUrgentItIsAndWhereToRead() throws Exception {
        assertThat(Alerts.all()).allSatisfy(alert -> {
            assertThat(alert.labels().get("severity")).isIn("critical", "warning", "info", "none");
            assertThat(alert.labels()).containsEntry("service", "wellspring").containsKey("team");
            assertThat(alert.annotations())
                    .containsEntry("runbook_url", RUNBOOK_URL + alert.alert().toLowerCase())
                    .containsOnlyKeys("summary", "description", "runbook_url");
            assertThat(alert.annotations().get("description")).contains("{{ $value");
            assertThat(Objects.requireNonNullElse(alert.patience(), "0s")).matches("\\d+[smd]");
        });
    }

    /** Whatever is compared is more than the one and less than the other. */
    private static Rule loosened(Rule rule) {
        String expression = rule.expr()
                .replaceAll(">\\s+(?=\\w+\\()", "> -1 * ")
                .replaceAll(">\\s+[\\d.]+", "> -1")
                .replaceAll("<\\s+[\\d.]+", "< 1e18")
                .replaceAll("==\\s+0", ">= 0");
        return new Rule(rule.alert(), null, expression, rule.patience(), rule.labels(), rule.annotations());
    }

    private String promtoolOf(UnaryOperator<Rule> change) throws Exception {
        StringBuilder tests =
                new StringBuilder("rule_files: [rules.yaml]\nevaluation_interval: 1m\ntests:\n- interval: 1m\n");
        Files.readAllLines(WELL).stream()
                .filter(line -> !line.startsWith("#"))
                .forEach(line -> tests.append("  ").append(line).append('\n'));
        tests.append("  alert_rule_test:\n");
        for (String name : names()) {
            if (!name.equals(FIRES_ALWAYS)) {
                tests.append("  - {eval_time: 90m, alertname: %s, exp_alerts: []}\n".formatted(name));
            }
        }
        Files.writeString(folder.resolve("rules.yaml"), Alerts.rules(change));
        Files.writeString(folder.resolve("well.yaml"), tests);
        return new Tool("promtool").run(folder, "test", "rules", "well.yaml");
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
