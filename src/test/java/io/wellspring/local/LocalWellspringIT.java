package io.wellspring.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellspring.testing.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real local runs, stopped gently and not. */
@DisabledOnOs(OS.WINDOWS)
class LocalWellspringIT {

    @TempDir
    private Path temporary;

    @AfterEach
    void leaveNoServers() throws IOException {
        for (Path pidFile : new Path[] {postgresPid(), redisPid()}) {
            if (Files.exists(pidFile)) {
                ProcessHandle.of(pid(pidFile)).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
    }

    @Test
    void aKilledRunLosesNothingAndAStoppedOneLeavesNothing() throws IOException, InterruptedException {
        Instant moved;
        long orphanedPostgres;
        long orphanedRedis;
        try (JavaProcess killed = run()) {
            String here = address(killed);
            moved = Instant.parse(JavaProcess.post(here + "/local/clock", "{\"advance\":\"P2D\"}")
                    .body()
                    .replaceAll(".*\"now\":\"([^\"]+)\".*", "$1"));
            assertChallengesAreSolvedByOneWord(here);
            orphanedPostgres = pid(postgresPid());
            orphanedRedis = pid(redisPid());

            try (JavaProcess second = run()) {
                assertThat(second.exitCode()).isEqualTo(1);
                assertThat(second.output())
                        .isEqualTo("Another local run holds " + folder().toRealPath() + ": stop it first, or choose"
                                + " another folder with WELLSPRING_LOCAL_DATA.\n");
            }
            killed.kill();
        }
        assertThat(lives(orphanedPostgres)).isTrue();
        assertThat(lives(orphanedRedis)).isTrue();

        try (JavaProcess next = run()) {
            String here = address(next);
            assertThat(ends(orphanedPostgres)).isTrue();
            assertThat(ends(orphanedRedis)).isTrue();
            assertThat(JavaProcess.get(here + "/local/clock").body())
                    .contains(moved.toString().substring(0, 10));
            long postgres = pid(postgresPid());
            long redis = pid(redisPid());

            next.terminate();
            assertThat(ends(postgres)).isTrue();
            assertThat(ends(redis)).isTrue();
            assertThat(next.output()).doesNotContain(" ERROR ", " WARN ");
        }
    }

    private static void assertChallengesAreSolvedByOneWord(String here) throws IOException, InterruptedException {
        String asked = "{\"phone\":\"138001390%02d\",\"purpose\":\"REGISTER\"%s}";
        for (int number = 0; number < 30; number++) {
            assertThat(JavaProcess.post(here + "/v1/sms-codes", asked.formatted(number, ""))
                            .statusCode())
                    .isEqualTo(202);
        }
        assertThat(JavaProcess.post(here + "/v1/sms-codes", asked.formatted(30, ""))
                        .body())
                .contains("challenge-required");
        assertThat(JavaProcess.post(here + "/v1/sms-codes", asked.formatted(30, ",\"challenge\":\"else\""))
                        .body())
                .contains("challenge-failed");
        assertThat(JavaProcess.post(here + "/v1/sms-codes", asked.formatted(30, ",\"challenge\":\"solved\""))
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void aProcessThatOnlyHasTheNumberOfAnOldServerIsLeftAlone() throws IOException, InterruptedException {
        Process stranger = new ProcessBuilder("sleep", "60").start();
        try {
            OwnerOnly.createDirectory(folder());
            Path pidFile = folder().resolve("redis.pid");
            Files.writeString(pidFile, stranger.pid() + "\n");

            assertThat(ServerProcess.in(pidFile, "redis-server", folder())).isEmpty();
            assertThat(stranger.isAlive()).isTrue();
            assertThat(pidFile).doesNotExist();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void aServerThatCannotBeToldApartEndsTheStart() throws IOException {
        Process other = new ProcessBuilder("sleep", "60").start();
        try {
            OwnerOnly.createDirectory(folder());
            Path pidFile = folder().resolve("postmaster.pid");
            Files.writeString(pidFile, other.pid() + "\n" + folder() + "\n");

            assertThatThrownBy(() -> ServerProcess.in(pidFile, "sleep", folder()))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining(pidFile.toString());
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    private JavaProcess run() throws IOException {
        return JavaProcess.start(
                Map.of(
                        "WELLSPRING_LOCAL_DATA", folder().toString(),
                        "WELLSPRING_PORT", "0",
                        "WELLSPRING_MANAGEMENT_PORT", "0"),
                "-cp",
                System.getProperty("java.class.path"),
                "io.wellspring.local.LocalWellspring");
    }

    private static String address(JavaProcess run) throws IOException, InterruptedException {
        return run.await("(?m)^Open (http://127.0.0.1:\\d+)/swagger-ui.html$");
    }

    /** With a blank, as some folders have one. */
    private Path folder() {
        return temporary.resolve("my data");
    }

    private Path postgresPid() {
        return folder().resolve("postgresql/postmaster.pid");
    }

    private Path redisPid() {
        return folder().resolve("redis/redis.pid");
    }

    /** Ended, or about to: the pid file goes a moment before the process. */
    private static boolean ends(long pid) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofSeconds(2));
        while (lives(pid) && Instant.now().isBefore(end)) {
            Thread.sleep(20);
        }
        return !lives(pid);
    }

    private static boolean lives(long pid) {
        return ProcessHandle.of(pid).filter(ServerProcess::lives).isPresent();
    }

    private static long pid(Path pidFile) throws IOException {
        try (var lines = Files.lines(pidFile)) {
            return Long.parseLong(lines.findFirst().orElseThrow().strip());
        }
    }
}
