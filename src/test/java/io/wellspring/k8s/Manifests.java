package io.wellspring.k8s;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** What an overlay comes to, as Kubernetes would be given it. */
record Manifests(List<HasMetadata> objects) {

    static final Path FOLDER = Path.of("k8s");
    private static final KubernetesSerialization YAML = new KubernetesSerialization();
    private static final Map<String, Manifests> RENDERED = new ConcurrentHashMap<>();

    /** @param overlay {@code development} or {@code production} */
    static Manifests of(String overlay) throws IOException, InterruptedException {
        Manifests known = RENDERED.get(overlay);
        if (known == null) {
            known = parse(new Tool("kubectl").run(FOLDER, "kustomize", "overlays/" + overlay));
            RENDERED.put(overlay, known);
        }
        return known;
    }

    /** Production with a component beside its own, as somebody's overlay would name it. */
    static Manifests with(String component) throws IOException, InterruptedException {
        Path overlay = Files.createDirectories(Path.of("target/k8s", component));
        Files.writeString(overlay.resolve("kustomization.yaml"), """
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                resources: [../../../k8s/overlays/production]
                components: [../../../k8s/%s]
                """.formatted(component));
        return parse(new Tool("kubectl").run(overlay, "kustomize", "."));
    }

    static Manifests parse(String yaml) {
        return new Manifests(Arrays.stream(yaml.split("(?m)^---$"))
                .filter(document -> !document.isBlank())
                .map(document -> YAML.<HasMetadata>unmarshal(document))
                .toList());
    }

    <T extends HasMetadata> Stream<T> all(Class<T> kind) {
        return objects.stream().filter(kind::isInstance).map(kind::cast);
    }

    <T extends HasMetadata> T one(Class<T> kind, String name) {
        return all(kind)
                .filter(object -> object.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind.getSimpleName() + " " + name));
    }

    /** Of kinds that only an operator knows. */
    GenericKubernetesResource ofOperator(String kind) {
        return all(GenericKubernetesResource.class)
                .filter(object -> object.getKind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    /** Every pod that somebody is to run. */
    Stream<PodSpec> pods() {
        return Stream.concat(
                all(Deployment.class).map(owner -> owner.getSpec().getTemplate().getSpec()),
                all(StatefulSet.class)
                        .map(owner -> owner.getSpec().getTemplate().getSpec()));
    }
}
