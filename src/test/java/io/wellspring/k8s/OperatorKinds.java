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
                "barmancloud.cnpg.io/v1 ObjectStore", ObjectStore.class,
                "keda.sh/v1alpha1 ScaledObject", ScaledObject.class,
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
            Managed managed,
            List<Plugin> plugins,
            Bootstrap bootstrap,
            List<ExternalCluster> externalClusters,
            Storage storage,
            Storage walStorage,
            Resources resources,
            Affinity affinity,
            List<Spread> topologySpreadConstraints) {}

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

    record Recovery(String database, String owner, String source, RecoveryTarget recoveryTarget) {}

    record RecoveryTarget(String targetTime) {}

    record ExternalCluster(String name, Plugin plugin) {}

    record Plugin(String name, Boolean isWALArchiver, PluginParameters parameters) {}

    record PluginParameters(String barmanObjectName, String serverName) {}

    record Managed(List<Role> roles) {}

    record Role(String name, Ensure ensure, boolean login, Named passwordSecret) {}

    enum Ensure {
        present,
        absent
    }

    record InitDb(String database, String owner, String encoding) {}

    record Storage(String size) {}

    record Resources(Map<String, String> requests, Map<String, String> limits) {}

    record Affinity(boolean enablePodAntiAffinity, AntiAffinity podAntiAffinityType, String topologyKey) {}

    enum AntiAffinity {
        required,
        preferred
    }

    record Spread(int maxSkew, String topologyKey, Unsatisfiable whenUnsatisfiable, Selector labelSelector) {}

    enum Unsatisfiable {
        DoNotSchedule,
        ScheduleAnyway
    }

    record ScheduledBackup(
            String schedule,
            boolean immediate,
            BackupMethod method,
            Named pluginConfiguration,
            Named cluster,
            Owner backupOwnerReference) {}

    enum BackupMethod {
        plugin,
        volumeSnapshot
    }

    enum Owner {
        none,
        self,
        cluster
    }

    record Named(String name) {}

    record ObjectStore(
            ObjectStoreConfiguration configuration, String retentionPolicy, Sidecar instanceSidecarConfiguration) {}

    record ObjectStoreConfiguration(
            String destinationPath, String endpointURL, S3Credentials s3Credentials, Wal wal, Data data) {}

    record S3Credentials(SecretKey accessKeyId, SecretKey secretAccessKey) {}

    record SecretKey(String name, String key) {}

    record Wal(Compression compression, int maxParallel) {}

    record Data(Compression compression, int jobs) {}

    enum Compression {
        bzip2,
        gzip,
        lz4,
        snappy,
        xz,
        zstd
    }

    record Sidecar(Resources resources) {}

    record ScaledObject(
            Named scaleTargetRef,
            int minReplicaCount,
            int maxReplicaCount,
            Advanced advanced,
            List<Trigger> triggers) {}

    record Advanced(AutoscalerConfig horizontalPodAutoscalerConfig) {}

    record AutoscalerConfig(String name, Behavior behavior) {}

    record Behavior(ScaleDown scaleDown) {}

    record ScaleDown(int stabilizationWindowSeconds, List<ScalingPolicy> policies) {}

    record ScalingPolicy(String type, int value, int periodSeconds) {}

    record Trigger(TriggerType type, MetricType metricType, Map<String, String> metadata) {}

    enum TriggerType {
        cpu,
        prometheus
    }

    enum MetricType {
        AverageValue,
        Utilization
    }

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
