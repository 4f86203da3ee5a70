package io.wellspring;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.SeenSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs after the tests of a build, and looks through all that they logged. */
class SilentSuiteIT {

    private static final Path LOG = Path.of("target", "suite", "log.txt");
    private static final Pattern PHONE = Pattern.compile("(?<![\\w.])(\\+?86|0086)?1[3-9]\\d{9}(?!\\w)");
    private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]{10,}\\.eyJ[\\w-]{10,}");
    private static final Pattern CODE = Pattern.compile("\\b\\d{6}\\b");

    @Test
    void noNumberCodePasswordOrTokenWasLoggedByAnyTest() throws IOException {
        Set<String> secrets = Set.copyOf(Files.readAllLines(SeenSecrets.FILE));
        List<String> lines = Files.readAllLines(LOG);

        assertThat(secrets).hasSizeGreaterThan(100);
        assertThat(lines).hasSizeGreaterThan(1_000);
        assertThat(lines.stream().filter(SilentSuiteIT::tells)).isEmpty();
        String log = String.join("\n", lines);
        assertThat(secrets.stream().filter(secret -> !isCode(secret)).filter(log::contains))
                .isEmpty();
        assertThat(CODE.matcher(log).results().map(MatchResult::group).filter(secrets::contains))
                .isEmpty();
    }

    @Test
    void itWouldBeFound() {
        assertThat(Stream.of(
                        "no member has +8613800138000",
                        "asked by 13800138000.",
                        "Bearer eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxMDAwMSJ9.x"))
                .allMatch(SilentSuiteIT::tells);
        assertThat(tells("trace 4bf92f3577b34da6a3ce929d0e0e4736 took 13800138000123 ns"))
                .isFalse();
    }

    private static boolean isCode(String secret) {
        return CODE.matcher(secret).matches();
    }

    private static boolean tells(String line) {
        return Stream.of(PHONE, TOKEN).anyMatch(pattern -> pattern.matcher(line).find());
    }
}
