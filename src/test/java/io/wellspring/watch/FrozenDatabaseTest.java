package io.wellspring.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.Api;
import io.wellspring.testing.DurablePostgres;
import io.wellspring.testing.JavaProcess;
import io.wellspring.testing.Platform;
import io.wellspring.testing.WellspringTest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** PostgreSQL is not away but frozen: its connections stand, and nothing comes. */
@WellspringTest
@DirtiesContext
@TestPropertySource(properties = "wellspring.http.read-answer-seconds=4")
class FrozenDatabaseTest {

    /** Callers give up after some ten seconds. The machine that tests may be slow by two. */
    private static final Duration A_READ = Duration.ofSeconds(6);

    private static final Duration A_PROBE = Duration.ofSeconds(4);

    @TempDir
    private static Path folder;

    private static DurablePostgres postgres;

    @Autowired
    Api api;

    @LocalManagementPort
    int port;

    @DynamicPropertySource
    static void ownDatabase(DynamicPropertyRegistry settings) throws IOException {
        postgres = DurablePostgres.in(folder);
        String address = postgres.create("frozen");
        settings.add("WELLSPRING_DATABASE", () -> address);
    }

    @AfterAll
    static void stop() throws IOException {
        postgres.close();
    }

    @Test
    void readsAndProbesAreAnsweredWhileCallersStillWait() throws Exception {
        assertThat(api.get("/v1/plans").status()).isEqualTo(200);
        assertThat(readiness()).isEqualTo(200);
        postgres.freeze();
        try {
            for (int call = 0; call < 3; call++) {
                assertThat(within(A_READ, () -> api.get("/v1/plans").code())).isEqualTo("busy");
                assertThat(within(A_PROBE, this::readiness)).isEqualTo(503);
            }
        } finally {
            postgres.thaw();
        }
        Platform.until(() -> api.get("/v1/plans").status(), status -> status == 200);
    }

    private int readiness() throws Exception {
        return JavaProcess.get("http://127.0.0.1:" + port + "/actuator/health/readiness")
                .statusCode();
    }

    private static <T> T within(Duration time, Callable<T> call) throws Exception {
        long begun = System.nanoTime();
        T answer = call.call();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(time);
        return answer;
    }
}
