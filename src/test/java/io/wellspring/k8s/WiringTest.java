package io.wellspring.k8s;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SecretVolumeSource;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRule;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.ServiceBackendPort;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One object finds the other: the proxy the service, the service the pods, Prometheus the port. */
class WiringTest {

    private static final Pattern TRAINING =
            Pattern.compile("java -XX:AOTCacheOutput=(\\S+) (.+?) -Dspring.context.exit=onRefresh");
    private static final Pattern PHASE = Pattern.compile("timeout-per-shutdown-phase: (\\d+)s");
    private static final int PHASES_THAT_WAIT = 2;
    private static final Pattern MEBIBYTES = Pattern.compile("-(X[A-Za-z:]+=?)(\\d+)m");
    private static final long MEBIBYTE = 1 << 20;
    private static final long THREADS_AND_COLLECTOR_MEBIBYTES = 192;
    private static final Pattern PATH_OF_THE_API = Pattern.compile("(?m)^  (/[^ ]*):$");

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

    /** Otherwise a pod would be killed for what the JVM was allowed to take. */
    @ParameterizedTest
    @ValueSource(strings = {"development", "production"})
    void whatTheJvmMayTakeFitsThePod(String overlay) throws Exception {
        Container node = node(Manifests.of(overlay));
        Map<String, Long> parts = node.getCommand().stream()
                .map(MEBIBYTES::matcher)
                .filter(Matcher::matches)
                .collect(Collectors.toMap(option -> option.group(1), option -> Long.parseLong(option.group(2))));
        assertThat(parts)
                .containsOnlyKeys(
                        "Xmx", "XX:MaxDirectMemorySize=", "XX:MaxMetaspaceSize=", "XX:ReservedCodeCacheSize=");

        long limit = Quantity.getAmountInBytes(node.getResources().getLimits().get("memory"))
                        .longValueExact()
                / MEBIBYTE;
        assertThat(parts.values().stream().mapToLong(Long::longValue).sum() + THREADS_AND_COLLECTOR_MEBIBYTES)
                .isLessThanOrEqualTo(limit);
        assertThat(node.getResources().getRequests().get("memory"))
                .isEqualTo(node.getResources().getLimits().get("memory"));
    }

    /** Otherwise a rollout would be called a failure while the first node still brings a large table up to date. */
    @Test
    void aRolloutWaitsAsLongAsAStart() throws Exception {
        Deployment deployment = Manifests.of("production").one(Deployment.class, "wellspring");
        Probe startup = node(Manifests.of("production")).getStartupProbe();
        int start = startup.getPeriodSeconds() * startup.getFailureThreshold();
        assertThat(start).isGreaterThanOrEqualTo(3600);
        assertThat(deployment.getSpec().getProgressDeadlineSeconds()).isGreaterThan(start);
    }

    /** With all pods on one machine, or one zone, it would be no use to have several. */
    @Test
    void podsOfOneVersionSpreadOverMachinesAndZones() throws Exception {
        assertThat(Manifests.of("production")
                        .one(Deployment.class, "wellspring")
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getTopologySpreadConstraints())
                .allSatisfy(spread -> assertThat(spread.getMatchLabelKeys()).containsExactly("pod-template-hash"))
                .extracting(TopologySpreadConstraint::getTopologyKey)
                .containsExactly("kubernetes.io/hostname", "topology.kubernetes.io/zone");
    }

    /** A password of the one must not be the way of the other: who serves owns nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"development", "production"})
    void nodesSignInAsOneRoleAndMigrateAsAnother(String overlay) throws Exception {
        Map<String, String> secrets = node(Manifests.of(overlay)).getEnv().stream()
                .filter(variable -> variable.getName().startsWith("WELLSPRING_DATABASE"))
                .filter(variable -> variable.getValueFrom() != null)
                .collect(Collectors.toMap(
                        EnvVar::getName,
                        variable -> variable.getValueFrom().getSecretKeyRef().getName()));
        assertThat(secrets)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "WELLSPRING_DATABASE_OWNER", "wellspring-db-app",
                        "WELLSPRING_DATABASE_OWNER_PASSWORD", "wellspring-db-app",
                        "WELLSPRING_DATABASE_USER", "wellspring-db-node",
                        "WELLSPRING_DATABASE_PASSWORD", "wellspring-db-node"));
    }

    @Test
    void thePasswordOfTheNodesIsThatOfTheirRole() throws Exception {
        GenericKubernetesResource cluster = Manifests.of("production").ofOperator("Cluster");
        assertThat(cluster.<String>get("spec", "managed", "roles", 0, "name")).isEqualTo("wellspring_node");
        assertThat(cluster.<String>get("spec", "managed", "roles", 0, "passwordSecret", "name"))
                .isEqualTo("wellspring-db-node");
        assertThat(Files.readString(Manifests.FOLDER.resolve("secrets.sh")))
                .contains("secret wellspring-db-node username wellspring_node ");
    }

    /** Who signed for the server is looked at where a file says who may, and the file is mounted. */
    @Test
    void theServersCertificateIsHeldAgainstWhoSignedIt() throws Exception {
        Manifests production = Manifests.of("production");
        Map<String, String> settings =
                production.one(ConfigMap.class, "wellspring").getData();
        PodSpec pod = production
                .one(Deployment.class, "wellspring")
                .getSpec()
                .getTemplate()
                .getSpec();
        VolumeMount mount = pod.getContainers().get(0).getVolumeMounts().stream()
                .filter(each -> each.getName().equals("database-ca"))
                .findFirst()
                .orElseThrow();
        SecretVolumeSource secret = pod.getVolumes().stream()
                .filter(volume -> volume.getName().equals("database-ca"))
                .findFirst()
                .orElseThrow()
                .getSecret();

        assertThat(settings).containsEntry("WELLSPRING_DATABASE_TLS", "verify-full");
        assertThat(secret.getSecretName())
                .isEqualTo(production.ofOperator("Cluster").getMetadata().getName() + "-ca");
        assertThat(secret.getItems())
                .as("the key that signs stays where it is")
                .extracting(KeyToPath::getKey)
                .containsExactly("ca.crt");
        assertThat(settings)
                .containsEntry(
                        "WELLSPRING_DATABASE_CA",
                        mount.getMountPath() + "/" + secret.getItems().get(0).getPath());
    }

    /** Every call that is described is let in from outside, but those of operators; and so says the Gateway. */
    @Test
    void outsideIsWhatMembersAndMallsCall() throws Exception {
        List<String> open = Manifests.of("production")
                .one(Ingress.class, "wellspring")
                .getSpec()
                .getRules()
                .get(0)
                .getHttp()
                .getPaths()
                .stream()
                .map(HTTPIngressPath::getPath)
                .toList();
        List<String> described = PATH_OF_THE_API
                .matcher(Files.readString(Path.of("api-docs/openapi.yaml")))
                .results()
                .map(path -> path.group(1))
                .toList();

        assertThat(described).contains("/v1/me/wallet", "/v1/admin/plans");
        assertThat(described)
                .allSatisfy(path -> assertThat(open.stream().anyMatch(path::startsWith))
                        .as(path)
                        .isEqualTo(!path.startsWith("/v1/admin")));
        assertThat(open).noneMatch("/v1/admin/plans"::startsWith).noneMatch("/swagger-ui.html"::startsWith);
        assertThat(Manifests.with("gateway")
                        .one(HTTPRoute.class, "wellspring")
                        .getSpec()
                        .getRules())
                .flatExtracting(HTTPRouteRule::getMatches)
                .extracting(match -> match.getPath().getValue())
                .containsExactlyInAnyOrderElementsOf(open);
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

    /** A cache of other options would be passed over without a word. */
    @Test
    void aPodRunsAsItsImageHasLearned() throws Exception {
        String image = Files.readString(Path.of("k8s/image/Dockerfile"));
        Matcher training = TRAINING.matcher(image);
        assertThat(training.find()).isTrue();
        List<String> command = node(Manifests.of("production")).getCommand();

        assertThat(command)
                .contains("-XX:AOTCache=" + training.group(1))
                .contains(training.group(2).split(" "))
                .endsWith("-jar", "wellspring.jar");
        assertThat(image.lines().filter(line -> line.startsWith("ENTRYPOINT")).toList())
                .singleElement(as(InstanceOfAssertFactories.STRING))
                .contains(training.group(2).split(" "))
                .contains("-XX:AOTCache=" + training.group(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"development", "production"})
    void aNodeReachesWhateverItNeeds(String overlay) throws Exception {
        Manifests manifests = Manifests.of(overlay);
        NetworkPolicy policy = manifests.one(NetworkPolicy.class, "wellspring");
        Map<String, String> settings =
                manifests.one(ConfigMap.class, "wellspring").getData();
        assertThat(settings.get("WELLSPRING_DATABASE")).startsWith("wellspring-db-rw:5432/");
        assertThat(settings.getOrDefault("WELLSPRING_TRACES_URL", "http://collector.monitoring:4318/"))
                .startsWith("http://collector.monitoring:4318/");

        assertThat(policy.getSpec().getEgress())
                .extracting(rule -> whom(rule.getTo()) + " " + ports(rule.getPorts()))
                .containsExactly(
                        "{kubernetes.io/metadata.name=kube-system, k8s-app=kube-dns, cidr=169.254.20.10/32} [53, 53]",
                        "{cnpg.io/cluster=wellspring-db} [5432]",
                        "{app=wellspring-redis} [6379]",
                        "{kubernetes.io/metadata.name=monitoring} [4318]",
                        "{cidr=0.0.0.0/0, cidr6=::/0} [443]");
    }

    /** Nothing of the cluster is reached by the way out to the provider, however the cluster is numbered. */
    @Test
    void theWayOutLeadsNotBackIntoTheCluster() throws Exception {
        assertThat(Manifests.of("production")
                        .one(NetworkPolicy.class, "wellspring")
                        .getSpec()
                        .getEgress())
                .last()
                .satisfies(rule -> assertThat(rule.getTo())
                        .flatExtracting(peer -> peer.getIpBlock().getExcept())
                        .contains("10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "fc00::/7", "fe80::/10"));
    }

    /** What a policy or a monitor calls PostgreSQL and Redis, their pods are called. */
    @Test
    void labelsAreThoseOfWhatIsReached() throws Exception {
        Manifests development = Manifests.of("development");
        assertThat(labels(development, "wellspring-db")).containsEntry("cnpg.io/cluster", "wellspring-db");
        assertThat(labels(development, "wellspring-redis")).containsEntry("app", "wellspring-redis");

        Manifests production = Manifests.of("production");
        GenericKubernetesResource cluster = production.ofOperator("Cluster");
        assertThat(production.ofOperator("PodMonitor").<Map<String, String>>get("spec", "selector", "matchLabels"))
                .containsExactly(
                        Map.entry("cnpg.io/cluster", cluster.getMetadata().getName()));
        assertThat(labels(production, "wellspring-redis")).containsEntry("app", "wellspring-redis");
    }

    @Test
    void prometheusIsLetInToPostgresql() throws Exception {
        assertThat(Manifests.of("production")
                        .one(NetworkPolicy.class, "wellspring-db")
                        .getSpec()
                        .getIngress())
                .extracting(rule -> whom(rule.getFrom()) + " " + ports(rule.getPorts()))
                .contains("{kubernetes.io/metadata.name=monitoring} [9187]");
    }

    /** It would ask somebody else, and find all well. */
    @Test
    void theProbeAsksTheHostOfTheIngress() throws Exception {
        Manifests production = Manifests.of("production");
        String host = production
                .one(Ingress.class, "wellspring")
                .getSpec()
                .getRules()
                .get(0)
                .getHost();

        assertThat(production.ofOperator("Probe").<List<String>>get("spec", "targets", "staticConfig", "static"))
                .containsExactly("https://" + host + "/v1/plans");
    }

    private static String whom(List<NetworkPolicyPeer> peers) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (NetworkPolicyPeer peer : peers) {
            Stream.of(peer.getNamespaceSelector(), peer.getPodSelector())
                    .filter(Objects::nonNull)
                    .forEach(selector -> labels.putAll(selector.getMatchLabels()));
            if (peer.getIpBlock() != null) {
                String cidr = peer.getIpBlock().getCidr();
                labels.put(cidr.contains(":") ? "cidr6" : "cidr", cidr);
            }
        }
        return labels.toString();
    }

    private static List<Integer> ports(List<NetworkPolicyPort> ports) {
        return ports.stream().map(port -> port.getPort().getIntVal()).toList();
    }

    private static Map<String, String> labels(Manifests manifests, String name) {
        return manifests
                .one(StatefulSet.class, name)
                .getSpec()
                .getTemplate()
                .getMetadata()
                .getLabels();
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
