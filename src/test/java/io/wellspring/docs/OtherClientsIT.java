package io.wellspring.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Clients of other languages, generated from the committed description with the options that the page for apps names,
 * compile together with a small app that uses them.
 */
class OtherClientsIT {

    private static final Path CLIENTS = Path.of("src/test/clients").toAbsolutePath();
    private static final Path TYPESCRIPT = CLIENTS.resolve("typescript");
    private static final Path OUTPUT = Path.of("target/clients").toAbsolutePath();

    @Test
    void kotlinAndTypeScript() throws IOException, InterruptedException {
        run(
                Path.of("").toAbsolutePath(),
                Path.of("mvnw").toAbsolutePath().toString(),
                "-B",
                "--no-transfer-progress",
                "-f",
                CLIENTS.resolve("pom.xml").toString(),
                "compile");
        typeScript();
    }

    private static void typeScript() throws IOException, InterruptedException {
        Assumptions.assumeTrue(Boolean.getBoolean("npm.required") || isInstalled("npm"), "npm is not installed");
        Path tools = Files.createDirectories(OUTPUT.resolve("tools"));
        Files.writeString(tools.resolve("package.json"), Files.readString(TYPESCRIPT.resolve("package.json")));
        run(tools, "npm", "install", "--no-audit", "--no-fund", "--no-package-lock");
        run(TYPESCRIPT, "node", tools.resolve("node_modules/typescript/bin/tsc").toString(), "-p", "tsconfig.json");
    }

    private static void run(Path folder, String... command) throws IOException, InterruptedException {
        Path printed = Files.createTempFile("clients", ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(printed.toFile())
                    .start();
            boolean ended = process.waitFor(8, TimeUnit.MINUTES);
            process.destroyForcibly();
            assertThat(ended && process.exitValue() == 0)
                    .as("%s%n%s", List.of(command), Files.readString(printed))
                    .isTrue();
        } finally {
            Files.delete(printed);
        }
    }

    private static boolean isInstalled(String tool) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }
}
