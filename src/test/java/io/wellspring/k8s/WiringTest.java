package io.wellspring.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.ServiceBackendPort;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** One object finds the other: the proxy the service, the service the pods, Prometheus the port. */
class WiringTest {

    private static final Pattern PHASE = Pattern.compile("timeout-per-shutdown-phase: (\\d+)s");
    private static final int PHASES_THAT_WAIT = 2;

    @Test
    void callersReachTheApiAndPrometheusTheFigures() throws Exception {
        Manifests production = Manifests.of("production");
        Service service = production.one(Service.class, "wellspring");
        List<String> ports =
                node(production).getPorts().stream().map(ContainerPort::getName).toList();
        ServiceBackendPort backend = production
                .one(Ingress.class, "wellspring")
                .getSpec()
                .getRules()
                .get(0)
                .getHttp()
                .getPaths()
                .get(0)
                .getBackend()
                .getService()
                .getPort();
        GenericKubernetesResource monitor = production.ofOperator("ServiceMonitor");
        String watched = monitor.get("spec", "endpoints", 0, "port");

        assertThat(pods(production)).containsAllEntriesOf(service.getSpec().getSelector());
        assertThat(service.getSpec().getPorts())
                .extracting(ServicePort::getName)
                .containsExactlyElementsOf(ports)
                .contains(backend.getName(), watched);
        assertThat(backend.getName()).isEqualTo("http");
        assertThat(watched).isEqualTo("management");
        assertThat(service.getMetadata().getLabels())
                .containsAllEntriesOf(monitor.<Map<String, String>>get("spec", "selector", "matchLabels"));
    }

    @Test
    void policiesAndBudgetsConcernThePods() throws Exception {
        Manifests production = Manifests.of("production");
        NetworkPolicy policy = production.one(NetworkPolicy.class, "wellspring");
        PodDisruptionBudget budget = production.one(PodDisruptionBudget.class, "wellspring");

        assertThat(pods(production))
                .containsAllEntriesOf(policy.getSpec().getPodSelector().getMatchLabels())
                .containsAllEntriesOf(budget.getSpec().getSelector().getMatchLabels());
        assertThat(policy.getSpec().getPolicyTypes()).containsExactlyInAnyOrder("Ingress", "Egress");
        assertThat(policy.getSpec().getIngress())
                .allSatisfy(rule -> assertThat(rule.getFrom()).isNotEmpty());
    }

    /** Otherwise a node would be killed while it still says good-bye to those who watch. */
    @Test
    void aNodeHasTimeToLeave() throws Exception {
        PodSpec pod = Manifests.of("production")
                .one(Deployment.class, "wellspring")
                .getSpec()
                .getTemplate()
                .getSpec();
        Matcher phase = PHASE.matcher(Files.readString(Path.of("src/main/resources/application.yml")));
        assertThat(phase.find()).isTrue();
        long callersLeave = pod.getContainers()
                .get(0)
                .getLifecycle()
                .getPreStop()
                .getSleep()
                .getSeconds();

        assertThat(pod.getTerminationGracePeriodSeconds())
                .isGreaterThan(callersLeave + PHASES_THAT_WAIT * Long.parseLong(phase.group(1)));
    }

    @Test
    void probesAskWhatTheNodeTells() throws Exception {
        Container node = node(Manifests.of("production"));
        assertThat(node.getStartupProbe().getHttpGet().getPath()).isEqualTo("/actuator/health/liveness");
        assertThat(node.getLivenessProbe().getHttpGet().getPath()).isEqualTo("/actuator/health/liveness");
        assertThat(node.getReadinessProbe().getHttpGet().getPath()).isEqualTo("/actuator/health/readiness");
        assertThat(List.of(node.getStartupProbe(), node.getLivenessProbe(), node.getReadinessProbe()))
                .allSatisfy(probe ->
                        assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("management"));
    }

    private static Container node(Manifests manifests) {
        return manifests
                .one(Deployment.class, "wellspring")
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0);
    }

    private static Map<String, String> pods(Manifests manifests) {
        return manifests
                .one(Deployment.class, "wellspring")
                .getSpec()
                .getTemplate()
                .getMetadata()
                .getLabels();
    }
}
