package io.wellspring.k8s;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of operators' own kinds that we use, as the references of those operators name them. */
final class OperatorKinds {

    private OperatorKinds() {}

    static Map<String, Class<?>> specs() {
        return Map.of(
                "postgresql.cnpg.io/v1 Cluster", Cluster.class,
                "postgresql.cnpg.io/v1 ScheduledBackup", ScheduledBackup.class,
                "redis.redis.opstreelabs.in/v1beta2 Redis", Redis.class,
                "monitoring.coreos.com/v1 ServiceMonitor", ServiceMonitor.class,
                "monitoring.coreos.com/v1 PodMonitor", PodMonitor.class,
                "monitoring.coreos.com/v1 PrometheusRule", PrometheusRule.class,
                "monitoring.coreos.com/v1 Probe", Probe.class);
    }

    record Cluster(
            int instances,
            String imageName,
            String primaryUpdateStrategy,
            Postgresql postgresql,
            Bootstrap bootstrap,
            Storage storage,
            Storage walStorage,
            Resources resources,
            Affinity affinity,
            Backup backup) {}

    record Postgresql(Synchronous synchronous, Map<String, String> parameters) {}

    record Synchronous(Method method, int number, Durability dataDurability) {}

    enum Method {
        any,
        first
    }

    enum Durability {
        required,
        preferred
    }

    record Bootstrap(InitDb initdb, Recovery recovery) {}

    record Recovery(String database, String owner, Snapshots volumeSnapshots) {}

    record Snapshots(Reference storage, Reference walStorage) {}

    record Reference(String name, String kind, String apiGroup) {}

    record InitDb(String database, String owner, String encoding) {}

    record Storage(String size) {}

    record Resources(Map<String, String> requests, Map<String, String> limits) {}

    record Affinity(boolean enablePodAntiAffinity, String topologyKey) {}

    record Backup(VolumeSnapshot volumeSnapshot) {}

    record VolumeSnapshot(String className, boolean online) {}

    record ScheduledBackup(
            String schedule, boolean immediate, String method, Named cluster, Owner backupOwnerReference) {}

    enum Owner {
        none,
        self,
        cluster
    }

    record Named(String name) {}

    record Redis(
            KubernetesConfig kubernetesConfig,
            PodSecurity podSecurityContext,
            ContainerSecurity securityContext,
            RedisConfig redisConfig,
            RedisStorage storage) {}

    record KubernetesConfig(String image, String imagePullPolicy, SecretKey redisSecret, Resources resources) {}

    record SecretKey(String name, String key) {}

    record PodSecurity(boolean runAsNonRoot, long runAsUser, long fsGroup, SeccompProfile seccompProfile) {}

    record SeccompProfile(String type) {}

    record ContainerSecurity(boolean allowPrivilegeEscalation, Capabilities capabilities) {}

    record Capabilities(List<String> drop) {}

    record RedisConfig(String additionalRedisConfig) {}

    record RedisStorage(ClaimTemplate volumeClaimTemplate) {}

    record ClaimTemplate(Claim spec) {}

    record Claim(List<String> accessModes, Resources resources) {}

    record ServiceMonitor(Selector selector, List<Endpoint> endpoints) {}

    record Selector(Map<String, String> matchLabels) {}

    record Endpoint(String port, String path, String interval, String scrapeTimeout, List<Relabeling> relabelings) {}

    record Relabeling(List<String> sourceLabels, String targetLabel) {}

    record PodMonitor(Selector selector, List<PodEndpoint> podMetricsEndpoints) {}

    record PodEndpoint(String port, String interval) {}

    record PrometheusRule(List<Group> groups) {}

    record Group(String name, List<Rule> rules) {}

    /** One that alerts, or one that only records what others ask for. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Rule(
            @Nullable String alert,
            @Nullable String record,
            String expr,
            @JsonProperty("for") @Nullable String patience,
            @Nullable Map<String, String> labels,
            @Nullable Map<String, String> annotations) {

        boolean alerts() {
            return alert != null;
        }
    }

    record Probe(String jobName, String interval, String module, Prober prober, Targets targets) {}

    record Prober(String url) {}

    record Targets(StaticConfig staticConfig) {}

    record StaticConfig(@JsonProperty("static") List<String> addresses) {}
}
