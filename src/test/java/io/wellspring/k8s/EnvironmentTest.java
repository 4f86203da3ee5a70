package io.wellspring.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.wellspring.settings.SettingsCheck;
import io.wellspring.testing.Certificates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationContextInitializedEvent;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/** A pod is given the settings that the application asks for, in the form that it asks for, and no others. */
class EnvironmentTest {

    /** What its owner brings in production, as the README of the manifests says; PostgreSQL's operator makes its own. */
    private static final Map<String, Map<String, String>> BROUGHT = Map.of(
            "wellspring-aliyun",
                    Map.of(
                            "access-key-id", "LTAI",
                            "access-key-secret", "secret",
                            "sign-name", "活水",
                            "templates",
                                    "REGISTER=SMS_1,SIGN_IN=SMS_2,RESET_PASSWORD=SMS_3,CHANGE_PASSWORD=SMS_4,"
                                            + "CHANGE_PHONE=SMS_5,CLOSE_ACCOUNT=SMS_6,SECURITY_NOTICE=SMS_7",
                            "report-key", "0123456789abcdef0123456789abcdef"),
            "wellspring-challenge", Map.of("secret", "secret"));

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"development", "production"})
    void aPodStartsWithIt(String overlay) throws Exception {
        Map<String, String> settings = environment(overlay);
        settings.computeIfPresent("WELLSPRING_DATABASE_CA", (name, mounted) -> certificate(folder));

        assertThatCode(() -> check(settings)).doesNotThrowAnyException();
        assertThat(settings.get("WELLSPRING_REDIS")).matches("redis://:[0-9a-f]{32}@wellspring-redis:6379");
    }

    @ParameterizedTest
    @ValueSource(strings = {"development", "production"})
    void nothingIsSetThatNobodyReads(String overlay) throws Exception {
        String defaults = Files.readString(Path.of("src/main/resources/application.yml"));
        String watch = Files.readString(Path.of("src/main/java/io/wellspring/watch/TracesSwitch.java"));
        String limits = String.join(" ", limits().toList());
        assertThat(limits).contains("WELLSPRING_PLAN_BATCHCOMMANDS");
        assertThat(environment(overlay).keySet())
                .filteredOn(name -> name.startsWith("WELLSPRING_"))
                .allSatisfy(name -> assertThat(defaults + watch + limits).containsPattern(name + "\\b"));
    }

    /** The start at which the image learns is one, or the image is not made. */
    @Test
    void theImageLearnsFromAStartThatIsLetPass() throws Exception {
        Map<String, String> settings = Files.readAllLines(Path.of("k8s/image/training.env")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(setting -> setting[0], setting -> setting[1].replace("'", "")));

        assertThatCode(() -> check(settings)).doesNotThrowAnyException();
    }

    /** Whoever runs it twice and creates gets an error; nothing of the first time may come again. */
    @Test
    void secretsAreFreshEachTime() throws Exception {
        assertThat(made("development").get("wellspring"))
                .hasSize(3)
                .doesNotContainEntry(
                        "code-key", made("development").get("wellspring").get("code-key"));
    }

    /** Of the rooms, as variables of the environment are named. */
    private static Stream<String> limits() {
        ClassPathScanningCandidateComponentProvider rooms = new ClassPathScanningCandidateComponentProvider(false);
        rooms.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        return rooms.findCandidateComponents("io.wellspring").stream()
                .map(room -> ClassUtils.resolveClassName(Objects.requireNonNull(room.getBeanClassName()), null))
                .flatMap(room ->
                        names(room.getAnnotation(ConfigurationProperties.class).value(), room));
    }

    private static Stream<String> names(String prefix, Class<?> settings) {
        return Arrays.stream(settings.getRecordComponents()).flatMap(setting -> {
            String name = prefix + "." + setting.getName();
            return setting.getType().isRecord()
                    ? names(name, setting.getType())
                    : Stream.of(name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT));
        });
    }

    /** In the place of the one that is mounted. */
    private static String certificate(Path folder) {
        return Certificates.in(folder).authority();
    }

    private static void check(Map<String, String> settings) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("pod", new HashMap<>(settings)));
        GenericApplicationContext context = new GenericApplicationContext();
        context.setEnvironment(environment);
        new SettingsCheck()
                .onApplicationEvent(
                        new ApplicationContextInitializedEvent(new SpringApplication(), new String[0], context));
    }

    private static Map<String, String> environment(String overlay) throws Exception {
        Manifests manifests = Manifests.of(overlay);
        Map<String, Map<String, String>> secrets = secrets(overlay);
        Map<String, String> environment =
                new HashMap<>(manifests.one(ConfigMap.class, "wellspring").getData());
        for (EnvVar variable : manifests
                .one(Deployment.class, "wellspring")
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getEnv()) {
            environment.put(variable.getName(), value(variable, secrets, environment));
        }
        return environment;
    }

    private static String value(
            EnvVar variable, Map<String, Map<String, String>> secrets, Map<String, String> environment) {
        if (variable.getValue() != null) {
            return variable.getValue().replace("$(REDIS_PASSWORD)", environment.get("REDIS_PASSWORD"));
        }
        SecretKeySelector key = variable.getValueFrom().getSecretKeyRef();
        assertThat(secrets).as(variable.getName()).containsKey(key.getName());
        assertThat(secrets.get(key.getName())).as(key.getName()).containsKey(key.getKey());
        return secrets.get(key.getName()).get(key.getKey());
    }

    private static Map<String, Map<String, String>> secrets(String overlay) throws Exception {
        Map<String, Map<String, String>> secrets = made(overlay);
        if (overlay.equals("production")) {
            secrets.putAll(BROUGHT);
            secrets.put("wellspring-db-app", Map.of("username", "wellspring", "password", "secret"));
        }
        return secrets;
    }

    private static Map<String, Map<String, String>> made(String overlay) throws Exception {
        Map<String, Map<String, String>> secrets = new HashMap<>();
        Manifests.parse(new Tool("bash").run(Manifests.FOLDER, "secrets.sh", overlay))
                .all(Secret.class)
                .forEach(secret -> secrets.put(secret.getMetadata().getName(), secret.getStringData()));
        return secrets;
    }
}
