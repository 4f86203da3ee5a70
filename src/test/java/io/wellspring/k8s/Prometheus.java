package io.wellspring.k8s;

import io.wellspring.testing.JavaProcess;
import io.wellspring.testing.Platform;
import io.wellspring.testing.Ports;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Prometheus that looks at one node every second, with our alerts and little patience. */
final class Prometheus implements AutoCloseable {

    private static final String PATIENCE = "for: \"?\\d+[smd]\"?";

    private final Process process;
    private final String address;

    private Prometheus(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** @param node where its figures are, as {@code http://host:port} */
    static Prometheus start(Path folder, String node) throws IOException {
        Files.writeString(folder.resolve("rules.yaml"), Alerts.rules().replaceAll(PATIENCE, "for: 2s"));
        Files.writeString(folder.resolve("prometheus.yaml"), """
                global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
                rule_files: [rules.yaml]
                scrape_configs:
                  - job_name: wellspring
                    metrics_path: /actuator/prometheus
                    static_configs: [{targets: ["%s"]}]
                """.formatted(node.substring("http://".length())));
        int port = Ports.free();
        Process process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=prometheus.yaml",
                        "--storage.tsdb.path=data",
                        "--web.listen-address=127.0.0.1:" + port)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
        return new Prometheus(process, "http://127.0.0.1:" + port);
    }

    /** Waits until it has looked at the node once more. */
    void awaitALook() {
        String query = "timestamp(up == 1) > " + System.currentTimeMillis() / 1000.0;
        Platform.until(() -> rows(query), rows -> rows > 0);
    }

    /** How many rows a query has. */
    int rows(String query) {
        JsonNode answer = get("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        if (!answer.path("status").asString("").equals("success")) {
            throw new AssertionError(query + ": " + answer);
        }
        return answer.path("data").path("result").size();
    }

    boolean knows(String figure) {
        return rows("count({__name__=\"" + figure + "\"})") > 0;
    }

    /** The names of the alerts that would have called somebody. */
    Set<String> firing() {
        return get("/api/v1/alerts")
                .path("data")
                .path("alerts")
                .valueStream()
                .filter(alert -> alert.path("state").asString().equals("firing"))
                .map(alert -> alert.path("labels").path("alertname").asString())
                .collect(Collectors.toSet());
    }

    /** Nothing while it is not up yet. */
    private JsonNode get(String path) {
        try {
            return JsonMapper.shared().readTree(JavaProcess.get(address + path).body());
        } catch (java.net.ConnectException notYet) {
            return JsonMapper.shared().createObjectNode();
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
