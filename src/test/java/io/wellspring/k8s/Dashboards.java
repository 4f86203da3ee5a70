package io.wellspring.k8s;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboards, as Grafana is given them. */
final class Dashboards {

    private static final Pattern CHOICE = Pattern.compile("label_values\\((\\w+), (\\w+)\\)");
    private static final Path FOLDER = Path.of("k8s/monitoring/dashboards");

    private Dashboards() {}

    static List<JsonNode> all() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted()
                    .map(file -> JsonMapper.shared().readTree(file))
                    .toList();
        }
    }

    /** What each panel asks Prometheus, with the variables as one who looks at everything has them. */
    static List<String> queries() throws IOException {
        return all().stream()
                .flatMap(dashboard -> dashboard.path("panels").valueStream())
                .flatMap(panel -> panel.path("targets").valueStream())
                .map(target -> target.path("expr").asString())
                .map(query -> query.replace("$__rate_interval", "30s").replace("$plan", ".*"))
                .toList();
    }

    /** What fills the variables: figures that have the label that is chosen from. */
    static List<String> choices() throws IOException {
        return all().stream()
                .flatMap(dashboard -> dashboard.path("templating").path("list").valueStream())
                .filter(variable -> variable.path("type").asString().equals("query"))
                .map(variable -> variable.path("query").asString())
                .map(query -> CHOICE.matcher(query).replaceFirst("count by ($2) ($1{$2!=\"\"})"))
                .toList();
    }
}
