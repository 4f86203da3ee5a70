package io.wellspring.bench;

import io.wellspring.testing.JavaProcess;
import io.wellspring.testing.Servers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** An application laid out as its image has it: its own jar beside those that it needs. */
record StartedApplication(Path cache, List<String> launch) {

    private static final Path CLASSES = Path.of("target/test-classes/bare");

    private static final List<String> BARE_SETTINGS = List.of(
            "-Dspring.r2dbc.url=r2dbc:postgresql://${WELLSPRING_DATABASE}",
            "-Dspring.r2dbc.username=${WELLSPRING_DATABASE_USER}",
            "-Dspring.r2dbc.password=${WELLSPRING_DATABASE_PASSWORD}",
            "-Dspring.r2dbc.pool.initial-size=${SPRING_R2DBC_POOL_INITIALSIZE:4}",
            "-Dspring.flyway.url=jdbc:postgresql://${WELLSPRING_DATABASE}",
            "-Dspring.flyway.user=${WELLSPRING_DATABASE_OWNER:${WELLSPRING_DATABASE_USER}}",
            "-Dspring.flyway.password=${WELLSPRING_DATABASE_OWNER_PASSWORD:${WELLSPRING_DATABASE_PASSWORD}}",
            "-Dspring.data.redis.url=${WELLSPRING_REDIS}",
            "-Dspring.security.oauth2.resourceserver.jwt.jwk-set-uri=http://127.0.0.1:9/keys",
            "-Dserver.port=${WELLSPRING_PORT:0}",
            "-Dmanagement.server.port=${WELLSPRING_MANAGEMENT_PORT:0}",
            "-Dmanagement.endpoint.health.probes.enabled=true",
            "-Dmanagement.endpoint.health.group.readiness.include=readinessState,r2dbc",
            "-Dmanagement.endpoints.web.exposure.include=health,prometheus");

    static StartedApplication ours(Path folder) throws IOException, InterruptedException {
        run(List.of(
                java(),
                "-Djarmode=tools",
                "-jar",
                "target/wellspring.jar",
                "extract",
                "--destination",
                folder.resolve("laid-out").toString()));
        return new StartedApplication(
                folder.resolve("ours.aot"),
                List.of("-jar", folder.resolve("laid-out/wellspring.jar").toString()));
    }

    /** With the very jars of ours. */
    static StartedApplication bare(Path folder) throws IOException {
        Path jar = folder.resolve("bare.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(file);
                Stream<Path> classes = Files.list(CLASSES)) {
            for (Path type : classes.toList()) {
                entries.putNextEntry(new JarEntry("bare/" + type.getFileName()));
                entries.write(Files.readAllBytes(type));
            }
        }
        List<String> launch = new ArrayList<>(BARE_SETTINGS);
        launch.addAll(List.of("-cp", jar + ":" + folder.resolve("laid-out/lib") + "/*", "bare.BareApplication"));
        return new StartedApplication(folder.resolve("bare.aot"), launch);
    }

    /** Lets the JVM learn from one start, as the image's build does, without any server. */
    void train() throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("-XX:AOTCacheOutput=" + cache, "-Dspring.context.exit=onRefresh"));
        command.addAll(0, List.of("-Xmx512m", "-XX:+UseG1GC"));
        command.addAll(launch);
        String java = java() + " "
                + String.join(
                        " ", command.stream().map(part -> "'" + part + "'").toList());
        run(List.of("bash", "-c", "set -a && . k8s/image/training.env && set +a && exec " + java));
    }

    JavaProcess start(Map<String, String> settings, List<String> options) throws IOException {
        Map<String, String> environment = new HashMap<>(Servers.settings());
        environment.putAll(settings);
        List<String> command = new ArrayList<>(List.of("-Xmx512m", "-XX:+UseG1GC"));
        options.forEach(option -> command.add(option.replace("learned.aot", cache.toString())));
        command.addAll(launch);
        return JavaProcess.start(environment, command.toArray(String[]::new));
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new AssertionError(command);
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
