package io.wellspring.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every overlay renders, and no object has a field that its schema does not know. */
class ManifestsTest {

    @ParameterizedTest
    @ValueSource(strings = {"development", "production"})
    void everyFieldIsOneOfItsSchema(String overlay) throws Exception {
        List<HasMetadata> objects = Manifests.of(overlay).objects();
        assertThat(objects).hasSizeGreaterThan(10);
        assertThat(objects).flatExtracting(Schema::faults).isEmpty();
    }

    @Test
    void productionHasEverythingThatItIsWatchedAndKeptBy() throws Exception {
        assertThat(Manifests.of("production").objects())
                .extracting(HasMetadata::getKind)
                .contains(
                        "Deployment",
                        "Service",
                        "Ingress",
                        "ScaledObject",
                        "PodDisruptionBudget",
                        "NetworkPolicy",
                        "ConfigMap",
                        "ServiceMonitor",
                        "PodMonitor",
                        "PrometheusRule",
                        "Probe",
                        "Cluster",
                        "ScheduledBackup",
                        "ObjectStore",
                        "StatefulSet")
                .doesNotContain("HorizontalPodAutoscaler", "Secret");
    }

    /** Said once, in one place of the overlay. */
    @Test
    void alertsLeadToTheRunbookAndTheTeamThatTheOverlayNames() throws Exception {
        String setting = Files.readString(Manifests.FOLDER.resolve("overlays/production/alerting.yaml"));
        Path copy = Files.createTempDirectory("k8s");
        copyOf(Manifests.FOLDER, copy);
        Files.writeString(
                copy.resolve("overlays/production/alerting.yaml"),
                setting.replaceAll("runbook: .*", "runbook: https://git.example.org/ops/runbook.md")
                        .replaceAll("team: .*", "team: night-watch"));

        String rendered = new Tool("kubectl").run(copy, "kustomize", "overlays/production");

        assertThat(rendered.lines().filter(line -> line.contains("runbook_url:")))
                .hasSizeGreaterThan(50)
                .allSatisfy(line -> assertThat(line).contains(" https://git.example.org/ops/runbook.md#"));
        assertThat(rendered.lines().filter(line -> line.contains(" team: ")))
                .hasSizeGreaterThan(50)
                .allSatisfy(line -> assertThat(line).endsWith(" night-watch"));
        assertThat(rendered.lines().filter(line -> line.contains("\"query\": \"https://")))
                .hasSize(4)
                .allSatisfy(line -> assertThat(line).contains("\"https://git.example.org/ops/runbook.md\""));
        assertThat(rendered).doesNotContain("wellspring-alerting");
    }

    private static void copyOf(Path folder, Path copy) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(folder.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    /** Nobody has time to look for a misspelling when it is wanted. */
    @Test
    void aRestoreIsWrittenAsTheClusterIs() throws Exception {
        String runbook = Files.readString(Manifests.FOLDER.resolve("runbook.md"));
        String yaml = runbook.substring(runbook.indexOf("```yaml\n") + "```yaml\n".length())
                .split("```")[0];
        GenericKubernetesResource restored = Manifests.parse(yaml).ofOperator("Cluster");
        GenericKubernetesResource cluster = Manifests.of("production").ofOperator("Cluster");

        assertThat(Schema.faults(restored)).isEmpty();
        for (String same : List.of("imageName", "storage", "walStorage")) {
            assertThat(restored.<Object>get("spec", same)).isEqualTo(cluster.get("spec", same));
        }
        assertThat(restored.<String>get("spec", "externalClusters", 0, "plugin", "parameters", "barmanObjectName"))
                .isEqualTo(Manifests.of("production")
                        .ofOperator("ObjectStore")
                        .getMetadata()
                        .getName())
                .isEqualTo(cluster.get("spec", "plugins", 0, "parameters", "barmanObjectName"));
        assertThat(restored.<String>get("spec", "bootstrap", "recovery", "database"))
                .isEqualTo(cluster.get("spec", "bootstrap", "initdb", "database"));
    }

    @Test
    void oneNodeMayLeaveAndAnotherStays() throws Exception {
        assertThat(Manifests.of("production").ofOperator("ScaledObject").<Integer>get("spec", "minReplicaCount"))
                .isGreaterThanOrEqualTo(2);
    }

    /** What an installation may add to production fits it, and has no field that its schema does not know. */
    @ParameterizedTest
    @ValueSource(strings = {"gateway", "admin"})
    void whatMayBeAddedFits(String component) throws Exception {
        List<HasMetadata> objects = Manifests.with(component).objects();
        assertThat(objects).flatExtracting(Schema::faults).isEmpty();
        assertThat(objects)
                .extracting(HasMetadata::getKind)
                .contains(component.equals("gateway") ? "HTTPRoute" : "Ingress");
    }

    /** A check that finds nothing wrong with a misspelling would be none. */
    @ParameterizedTest
    @CsvSource({
        "readinessProbe:, readynessProbe:",
        "readOnlyRootFilesystem:, readOnlyRootFileSystem:",
        "maxUnavailable:, maxUnavailabel:",
        "minReplicaCount:, minReplicas:",
        "type: prometheus, type: prometeus",
        "passwordSecret:, secret:",
        "podAntiAffinityType: required, podAntiAffinityType: always",
        "matchLabelKeys:, matchLabelKey:",
        "unhealthyPodEvictionPolicy:, evictionPolicy:",
        "destinationPath:, path:",
        "isWALArchiver:, isWalArchiver:",
        "method: plugin, method: snapshot",
        "scrapeTimeout:, scrapeTimout:",
        "podMetricsEndpoints:, endpoints:",
        "dataDurability:, durability:",
        "dataDurability: required, dataDurability: always",
        "namespaceSelector:, nameSpaceSelector:",
        "alert:, alarm:",
        "ingressClassName:, ingressClass:",
        "kind: ObjectStore, kind: ObjectStorage"
    })
    void aMisspellingIsFound(String right, String wrong) throws Exception {
        String yaml = new Tool("kubectl").run(Manifests.FOLDER, "kustomize", "overlays/production");
        assertThat(yaml).contains(right);
        assertThat(Manifests.parse(yaml.replaceFirst(right, wrong)).objects())
                .flatExtracting(Schema::faults)
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"development", "production"})
    void noPodMayDoWhatItNeedNot(String overlay) throws Exception {
        assertThat(Manifests.of(overlay).pods()).isNotEmpty().allSatisfy(ManifestsTest::isConfined);
    }

    private static void isConfined(PodSpec pod) {
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(pod.getContainers()).allSatisfy(container -> {
            assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                    .isTrue();
            assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                    .isFalse();
            assertThat(container.getSecurityContext().getCapabilities().getDrop())
                    .containsExactly("ALL");
            assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
            assertThat(container.getResources().getLimits()).containsKey("memory");
            assertThat(container.getReadinessProbe()).isNotNull();
            assertThat(container.getEnv())
                    .filteredOn(
                            variable -> Objects.toString(variable.getName(), "").contains("PASSWORD"))
                    .allSatisfy(variable -> assertThat(variable.getValue()).isNull());
        });
    }

    @Test
    void labelsOfSelectorsAreThoseOfPods() throws Exception {
        var deployment =
                Manifests.of("production").one(io.fabric8.kubernetes.api.model.apps.Deployment.class, "wellspring");
        Map<String, String> labels =
                deployment.getSpec().getTemplate().getMetadata().getLabels();
        assertThat(labels)
                .containsAllEntriesOf(deployment.getSpec().getSelector().getMatchLabels());
    }
}
