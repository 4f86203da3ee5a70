package io.wellspring.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.Api;
import io.wellspring.testing.JavaProcess;
import io.wellspring.testing.WellspringTest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;

/** What is told on the port of those who watch, and that it is told nowhere else. */
@WellspringTest
class ManagementPortTest {

    @Autowired
    Api api;

    @LocalManagementPort
    int port;

    @Test
    void healthAndFiguresAreToldThere() throws Exception {
        for (String path : List.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(200);
        }
        assertThat(get("/actuator/prometheus").body())
                .contains("wellspring_dependency_up{application=\"wellspring\",dependency=\"postgresql\"} 1.0")
                .contains("wellspring_event_loop_delay_seconds_count")
                .contains("r2dbc_pool_acquired")
                .contains("lettuce_seconds_bucket");
    }

    @Test
    void healthNamesItsPartsAndNothingOfTheirInside() throws Exception {
        assertThat(get("/actuator/health").body())
                .contains("\"redis\":{\"status\":\"UP\"}", "\"r2dbc\":{\"status\":\"UP\"}")
                .doesNotContain("details", "PostgreSQL");
    }

    @Test
    void nothingElseIsToldThere() throws Exception {
        for (String path : List.of("/actuator/env", "/actuator/heapdump", "/actuator/shutdown", "/v1/me", "/")) {
            assertThat(get(path).statusCode()).as(path).isBetween(401, 404);
        }
    }

    @Test
    void theApiTellsNoneOfIt() {
        for (String path : List.of("/actuator", "/actuator/health", "/actuator/prometheus")) {
            assertThat(api.get(path).code()).as(path).isEqualTo("no-such-resource");
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return JavaProcess.get("http://127.0.0.1:" + port + path);
    }
}
