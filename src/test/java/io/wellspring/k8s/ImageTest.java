package io.wellspring.k8s;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release is built from bases that are named by digest, and from no others. */
class ImageTest {

    private static final Path IMAGE = Path.of("k8s/image");
    private static final String DIGEST = "@sha256:" + "0123456789abcdef".repeat(4);

    @TempDir
    private Path folder;

    @BeforeEach
    void prepare() throws IOException {
        Files.createDirectories(folder.resolve("k8s/image"));
        for (String file : new String[] {"Dockerfile", "build.sh"}) {
            Files.copy(IMAGE.resolve(file), folder.resolve("k8s/image").resolve(file));
        }
        // It says what it was asked for, in the place of the program that would build.
        Path docker = Files.writeString(folder.resolve("docker"), "#!/bin/sh\necho docker \"$@\"\n");
        Files.setPosixFilePermissions(docker, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void tagsAreThoseOfOneVersion() throws IOException {
        assertThat(Files.readAllLines(IMAGE.resolve("Dockerfile")))
                .filteredOn(line -> line.startsWith("ARG ") || line.startsWith("FROM "))
                .satisfiesExactly(
                        jdk -> assertThat(jdk).matches("ARG JDK=eclipse-temurin:[0-9.]+_[0-9]+-jdk-noble"),
                        jre -> assertThat(jre).matches("ARG JRE=eclipse-temurin:[0-9.]+_[0-9]+-jre-noble"),
                        parts -> assertThat(parts).isEqualTo("FROM ${JDK} AS parts"),
                        image -> assertThat(image).isEqualTo("FROM ${JRE}"));
    }

    @Test
    void withoutDigestsNothingIsBuilt() throws Exception {
        assertThat(build()).contains("does not name eclipse-temurin:").doesNotContain("docker build");

        bases("");
        assertThat(build()).contains("does not name eclipse-temurin:").doesNotContain("docker build");

        bases(DIGEST.substring(0, 20));
        assertThat(build()).contains("does not name eclipse-temurin:").doesNotContain("docker build");
    }

    @Test
    void withDigestsTheImageIsBuiltFromThem() throws Exception {
        bases(DIGEST);
        assertThat(build())
                .contains("docker build --file k8s/image/Dockerfile")
                .containsPattern("--build-arg JDK=eclipse-temurin:\\S+-jdk-noble" + DIGEST)
                .containsPattern("--build-arg JRE=eclipse-temurin:\\S+-jre-noble" + DIGEST)
                .contains("--tag registry.example.com/wellspring:0.1.0 .");
    }

    private void bases(String digest) throws IOException {
        StringBuilder bases = new StringBuilder();
        for (String line : Files.readAllLines(IMAGE.resolve("Dockerfile"))) {
            if (line.startsWith("ARG ")) {
                bases.append(line.substring("ARG ".length())).append(digest).append('\n');
            }
        }
        Files.writeString(folder.resolve("k8s/image/bases.env"), bases);
    }

    private String build() throws IOException, InterruptedException {
        ProcessBuilder process = new ProcessBuilder(
                        "bash", "k8s/image/build.sh", "registry.example.com/wellspring:0.1.0")
                .directory(folder.toFile())
                .redirectErrorStream(true);
        process.environment().merge("PATH", folder.toString(), (path, own) -> own + ":" + path);
        Process running = process.start();
        String told = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        running.waitFor();
        return told;
    }
}
