package io.wellspring.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./mvnw spring-boot:run} builds before it starts: the phases up to test-compile. */
@DisabledOnOs(OS.WINDOWS)
class LocalRunBuildIT {

    private static final Pattern GOAL = Pattern.compile("--- (\\S+?):\\S+?:(\\S+) \\(");

    @TempDir
    private Path folder;

    @Test
    void nothingThatOnlyTestsNeed() throws IOException, InterruptedException {
        Files.copy(Path.of("pom.xml"), folder.resolve("pom.xml"));

        String printed = maven("-Dmaven.main.skip", "test-compile");

        assertThat(GOAL.matcher(printed).results().map(LocalRunBuildIT::goal))
                .as(printed)
                .containsExactly("resources:resources", "compiler:compile");
    }

    private static String goal(MatchResult line) {
        return line.group(1) + ":" + line.group(2);
    }

    private String maven(String... arguments) throws IOException, InterruptedException {
        Path printed = folder.resolve("printed.log");
        List<String> command =
                new ArrayList<>(List.of(Path.of("mvnw").toAbsolutePath().toString(), "-B", "--no-transfer-progress"));
        command.addAll(List.of("-f", folder.resolve("pom.xml").toString()));
        command.addAll(List.of(arguments));
        Process maven = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        boolean ended = maven.waitFor(3, TimeUnit.MINUTES);
        maven.destroyForcibly();
        assertThat(ended && maven.exitValue() == 0)
                .as("%s%n%s", command, Files.readString(printed))
                .isTrue();
        return Files.readString(printed);
    }
}
