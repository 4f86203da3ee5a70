package io.wellspring.k8s;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.wellspring.k8s.OperatorKinds.Group;
import io.wellspring.k8s.OperatorKinds.PrometheusRule;
import io.wellspring.k8s.OperatorKinds.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** The alerts as the manifests have them. */
final class Alerts {

    private static final KubernetesSerialization YAML = new KubernetesSerialization();
    private static final List<String> COMPONENTS = List.of("monitoring", "probe");

    private Alerts() {}

    static List<Rule> all() throws IOException {
        return rulesOf(groups()).filter(Rule::alerts).toList();
    }

    /** As Prometheus itself reads them. */
    static String rules() throws IOException {
        return YAML.asYaml(new PrometheusRule(groups()));
    }

    /** As Prometheus would read them if each alert were changed, and none had any patience. */
    static String rules(UnaryOperator<Rule> change) throws IOException {
        List<Rule> changed = rulesOf(groups())
                .map(rule -> rule.alerts() ? withoutPatience(change.apply(rule)) : rule)
                .toList();
        return YAML.asYaml(new PrometheusRule(List.of(new Group("changed", changed))));
    }

    private static Rule withoutPatience(Rule rule) {
        return new Rule(rule.alert(), null, rule.expr(), "0s", rule.labels(), rule.annotations());
    }

    private static Stream<Rule> rulesOf(List<Group> groups) {
        return groups.stream().flatMap(group -> group.rules().stream());
    }

    private static List<Group> groups() throws IOException {
        List<Group> groups = new ArrayList<>();
        for (String component : COMPONENTS) {
            String manifest = Files.readString(Path.of("k8s", component, "prometheusrule.yaml"));
            Object spec =
                    Objects.requireNonNull(YAML.unmarshal(manifest, Map.class).get("spec"));
            groups.addAll(
                    JsonMapper.shared().convertValue(spec, PrometheusRule.class).groups());
        }
        return groups;
    }
}
