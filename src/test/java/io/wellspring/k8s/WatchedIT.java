package io.wellspring.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.k8s.OperatorKinds.Rule;
import io.wellspring.sms.AliyunStandIn;
import io.wellspring.testing.DurablePostgres;
import io.wellspring.testing.Node;
import io.wellspring.testing.OwnRedis;
import io.wellspring.testing.Platform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node at work, watched by a real Prometheus: every panel has something to show, every alert looks at figures that are
 * there, and what is killed is named.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WatchedIT {

    /** Told by the cluster and by operators, and not by us. */
    private static final Set<String> OF_THE_CLUSTER = Set.of(
            "kube_pod_container_status_restarts_total",
            "container_memory_working_set_bytes",
            "kubelet_volume_stats_available_bytes",
            "kubelet_volume_stats_capacity_bytes",
            "kube_deployment_spec_replicas",
            "kube_deployment_status_replicas_available",
            "probe_success",
            "probe_ssl_earliest_cert_expiry",
            "certmanager_certificate_expiration_timestamp_seconds",
            "barman_cloud_cloudnative_pg_io_last_available_backup_timestamp",
            "cnpg_pg_stat_archiver_last_failed_time",
            "cnpg_pg_stat_archiver_last_archived_time",
            "cnpg_collector_up",
            "cnpg_collector_last_available_backup_timestamp",
            "cnpg_pg_replication_lag",
            "cnpg_pg_replication_streaming_replicas");

    /** What fires always looks at nothing. */
    private static final String OF_NO_FIGURE = "vector(1)";

    private static final Pattern FIGURE = Pattern.compile("\\b([a-z][\\w:]*_[\\w:]+)\\b(?=\\s*[{\\[)/<>=-]|\\s*$)");
    private static final Pattern SELECTION = Pattern.compile("\\w+\\{[^}]*}");
    private static final List<String> FUNCTIONS = List.of("histogram_quantile", "predict_linear", "label_replace");
    private static final int MEMBERS = 3;
    private static final int CODES = 20;

    @TempDir
    static Path folder;

    private static DurablePostgres postgres;
    private static OwnRedis redis;
    private static AliyunStandIn provider;
    private static Node node;
    private static Prometheus prometheus;
    private static Shop shop;

    @BeforeAll
    static void start() throws Exception {
        new Tool("prometheus").orLeaveOut();
        postgres = DurablePostgres.in(folder);
        redis = OwnRedis.start();
        provider = AliyunStandIn.start();
        Map<String, String> settings = new HashMap<>(Shop.SETTINGS);
        settings.put("WELLSPRING_SMS_ALIYUN_ENDPOINT", provider.endpoint());
        settings.put("WELLSPRING_REDIS", redis.url());
        node = Node.start(postgres.create("watched"), settings, "-Xmx256m");
        prometheus = Prometheus.start(Files.createDirectory(folder.resolve("prometheus")), node.management());
        shop = Shop.open(node, provider);
        for (int served = 0; served < MEMBERS; served++) {
            shop.serve();
        }
        // A rate needs what came after a first look; before it, everything might have happened.
        prometheus.awaitALook();
        new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), "" + node.pid(), "GC.run")
                .start()
                .waitFor();
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable started : new AutoCloseable[] {prometheus, node, provider, redis, postgres}) {
            if (started != null) {
                started.close();
            }
        }
    }

    @Test
    @Order(1)
    void everyPanelHasSomethingToShow() throws Exception {
        shop.serve();
        for (String query : Dashboards.queries()) {
            assertThat(figures(query)).as(query).isNotEmpty();
            if (OF_THE_CLUSTER.containsAll(figures(query))) {
                continue;
            }
            Platform.until(() -> prometheus.rows(query), rows -> rows > 0);
        }
        assertThat(Dashboards.choices())
                .isNotEmpty()
                .allSatisfy(choice -> assertThat(prometheus.rows(choice)).isPositive());
    }

    @Test
    @Order(2)
    void everyAlertLooksAtWhatIsThere() throws Exception {
        for (Rule alert : Alerts.all()) {
            if (alert.expr().equals(OF_NO_FIGURE)) {
                continue;
            }
            assertThat(figures(alert.expr()))
                    .as(alert.alert())
                    .isNotEmpty()
                    .allSatisfy(figure -> assertThat(OF_THE_CLUSTER.contains(figure) || prometheus.knows(figure))
                            .as(figure)
                            .isTrue());
        }
    }

    /** Or a label, or its value, is one that the application never says. */
    @Test
    @Order(2)
    void everyAlertChoosesRowsThatAreThere() throws Exception {
        for (Rule alert : Alerts.all()) {
            for (String rows : selections(alert.expr())) {
                assertThat(prometheus.rows(rows))
                        .as("%s: %s", alert.alert(), rows)
                        .isPositive();
            }
        }
    }

    @Test
    @Order(3)
    void allIsWellAtFirst() {
        assertThat(prometheus.firing()).doesNotContain("PostgresqlDown", "RedisDown", "SmsProviderDown", "FiguresGone");
    }

    @Test
    @Order(4)
    void withoutTheProviderOfMessagesItsAlertFires() {
        provider.close();
        for (int asked = 0; asked < CODES; asked++) {
            shop.askForACode(Platform.freshPhone());
        }
        Platform.until(prometheus::firing, firing -> firing.contains("SmsProviderDown"));
    }

    @Test
    @Order(5)
    void withoutRedisItsAlertFiresUntilItIsBack() throws Exception {
        redis.stop();
        Platform.until(prometheus::firing, firing -> firing.contains("RedisDown"));
        assertThat(prometheus.firing()).doesNotContain("PostgresqlDown");
        redis.startAgain();
        Platform.until(prometheus::firing, firing -> !firing.contains("RedisDown"));
    }

    @Test
    @Order(6)
    void withoutPostgresqlItsAlertFiresUntilItIsBack() throws Exception {
        postgres.kill();
        Platform.until(prometheus::firing, firing -> firing.contains("PostgresqlDown"));
        assertThat(prometheus.firing()).doesNotContain("RedisDown");
        postgres.restart();
        Platform.until(prometheus::firing, firing -> !firing.contains("PostgresqlDown"));
    }

    /** But those of the cluster, and those of answers that this node need not have given. */
    private static List<String> selections(String expression) {
        return SELECTION
                .matcher(expression)
                .results()
                .map(MatchResult::group)
                .filter(rows -> !OF_THE_CLUSTER.contains(rows.substring(0, rows.indexOf('{'))))
                .filter(rows -> !rows.contains("status=\""))
                .toList();
    }

    private static Set<String> figures(String query) {
        return FIGURE.matcher(query.replaceAll("\"[^\"]*\"", "\"\"").replaceAll("by \\([^)]*\\)", "by"))
                .results()
                .map((MatchResult match) -> match.group(1))
                .filter(name -> !FUNCTIONS.contains(name))
                .collect(java.util.stream.Collectors.toSet());
    }
}
