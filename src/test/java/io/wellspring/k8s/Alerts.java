package io.wellspring.k8s;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.wellspring.k8s.OperatorKinds.Group;
import io.wellspring.k8s.OperatorKinds.PrometheusRule;
import io.wellspring.k8s.OperatorKinds.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
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

    /** As Prometheus would read them if each of them were changed, and none had any patience. */
    static String rules(UnaryOperator<Rule> change) throws IOException {
        List<Rule> changed =
                all().stream().map(change).map(Alerts::withoutPatience).toList();
        return YAML.asYaml(new PrometheusRule(List.of(new Group("changed", changed))));
    }

    private static Rule withoutPatience(Rule rule) {
        return new Rule(rule.alert(), rule.expr(), "0s", rule.labels(), rule.annotations());
    }

    private static Object spec() throws IOException {
        String manifest = Files.readString(Path.of("k8s/monitoring/prometheusrule.yaml"));
        return Objects.requireNonNull(YAML.unmarshal(manifest, Map.class).get("spec"));
    }
}
