package io.wellspring.k8s;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A program that a machine may have or not; where it must be there, {@code -D<name>.required=true} says so. */
record Tool(String name) {

    /** Where it is absent the test is left out, unless it is required. */
    void orLeaveOut() {
        Assumptions.assumeTrue(Boolean.getBoolean(name + ".required") || isThere(), name + " is not installed");
    }

    /** Runs it and gives what it prints. */
    String run(Path folder, String... arguments) throws IOException, InterruptedException {
        orLeaveOut();
        List<String> command = new ArrayList<>(List.of(name));
        command.addAll(List.of(arguments));
        Path errors = Files.createTempFile(name, ".err");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(errors.toFile())
                    .start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new AssertionError(command + "\n" + printed + Files.readString(errors));
            }
            return printed;
        } finally {
            Files.delete(errors);
        }
    }

    private boolean isThere() {
        return List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }
}
