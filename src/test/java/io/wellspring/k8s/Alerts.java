package io.wellspring.k8s;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.wellspring.k8s.OperatorKinds.PrometheusRule;
import io.wellspring.k8s.OperatorKinds.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/** The alerts as the manifest has them. */
final class Alerts {

    private static final KubernetesSerialization YAML = new KubernetesSerialization();

    private Alerts() {}

    static List<Rule> all() throws IOException {
        return JsonMapper.shared().convertValue(spec(), PrometheusRule.class).groups().stream()
                .flatMap(group -> group.rules().stream())
                .toList();
    }

    /** As Prometheus itself reads them. */
    static String rules() throws IOException {
        return YAML.asYaml(spec());
    }

    private static Object spec() throws IOException {
        String manifest = Files.readString(Path.of("k8s/monitoring/prometheusrule.yaml"));
        return Objects.requireNonNull(YAML.unmarshal(manifest, Map.class).get("spec"));
    }
}
