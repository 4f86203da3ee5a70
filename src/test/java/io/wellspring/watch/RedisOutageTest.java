package io.wellspring.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.JavaProcess;
import io.wellspring.testing.OwnRedis;
import io.wellspring.testing.Platform;
import io.wellspring.testing.WellspringTest;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Redis goes while a node runs: that is told, and keeps nobody from being served. */
@WellspringTest
@DirtiesContext
class RedisOutageTest {

    private static final OwnRedis REDIS = OwnRedis.start();
    private static final String DOWN = "wellspring_dependency_up{application=\"wellspring\",dependency=\"redis\"} 0.0";

    @LocalManagementPort
    int port;

    @DynamicPropertySource
    static void ownRedis(DynamicPropertyRegistry registry) {
        registry.add("spring.data.redis.url", REDIS::url);
    }

    @AfterAll
    static void stop() throws IOException {
        REDIS.close();
    }

    @Test
    void theNodeIsDegradedUntilItIsBackAndReadyAllTheWhile() throws Exception {
        assertThat(get("/actuator/health").body()).contains("\"redis\":{\"status\":\"UP\"}");

        REDIS.stop();
        HttpResponse<String> health = get("/actuator/health");
        assertThat(health.statusCode()).isEqualTo(200);
        assertThat(health.body()).contains("\"redis\":{\"status\":\"DEGRADED\"}", "\"status\":\"DEGRADED\"}");
        assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        Platform.until(() -> get("/actuator/prometheus").body(), figures -> figures.contains(DOWN));

        REDIS.startAgain();
        Platform.until(() -> get("/actuator/prometheus").body(), figures -> !figures.contains(DOWN));
        Platform.until(() -> get("/actuator/health").body(), body -> !body.contains("DEGRADED"));
    }

    /** It answers a PING all the while, and keeps no code and no limit. */
    @Test
    void oneThatIsFullIsAsGoodAsAway() throws Exception {
        REDIS.fill();
        Platform.until(() -> get("/actuator/prometheus").body(), figures -> figures.contains(DOWN));

        REDIS.makeRoom();
        Platform.until(() -> get("/actuator/prometheus").body(), figures -> !figures.contains(DOWN));
    }

    private HttpResponse<String> get(String path) {
        try {
            return JavaProcess.get("http://127.0.0.1:" + port + path);
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }
}
