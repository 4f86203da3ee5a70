package io.wellspring.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.JavaProcess;
import io.wellspring.testing.Node;
import io.wellspring.testing.Platform;
import io.wellspring.testing.Servers;
import io.wellspring.testing.TestDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A node that is told where traces go sends them there, under the ids that callers and the log are told. */
class TracesTest {

    private static final String REPORT_KEY = "do-not-tell-this-key-to-anybody-at-all";
    private static final String CALLERS_OWN = "0af7651916cd43dd8448eb211c80319c";

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static Collector collector;
    private static Node node;

    @BeforeAll
    static void start() throws Exception {
        collector = Collector.start();
        node = Node.start(
                "127.0.0.1:" + Servers.postgresql().getPort() + "/" + DATABASE.name(),
                Map.of(
                        "WELLSPRING_TRACES_URL",
                        collector.url(),
                        "WELLSPRING_TRACES_SHARE",
                        "1.0",
                        "WELLSPRING_SMS_REPORT_KEY",
                        REPORT_KEY,
                        "WELLSPRING_LOG_FORMAT",
                        "ecs"));
    }

    @AfterAll
    static void stop() {
        node.close();
        collector.close();
    }

    @Test
    void anAccidentHasOneIdInItsAnswerInTheLogAndInItsTrace() throws Exception {
        DATABASE.jdbc().sql("ALTER TABLE plan RENAME TO gone").update();
        HttpResponse<String> failed;
        try {
            failed = JavaProcess.get(node.address() + "/v1/plans/1");
        } finally {
            DATABASE.jdbc().sql("ALTER TABLE gone RENAME TO plan").update();
        }

        assertThat(failed.statusCode()).as(failed.body()).isEqualTo(500);
        String traceId = failed.headers().firstValue("X-Trace-Id").orElseThrow();
        assertThat(failed.body()).contains("\"traceId\":\"" + traceId + "\"");
        assertThat(logged(traceId).path("log").path("level").asString()).isEqualTo("ERROR");
        Platform.until(() -> collector.has(traceId), received -> received);
        assertThat(collector.text()).contains("http get /v1/plans/{");
    }

    @Test
    void aTraceTellsNoSecretAndNoPerson() throws Exception {
        String phone = Platform.freshPhone();
        String signIn = "{\"grant\":\"PASSWORD\",\"phone\":\"" + phone + "\",\"password\":\"hidden-from-all\"}";
        HttpResponse<String> report = JavaProcess.post(node.address() + "/v1/sms-reports/" + REPORT_KEY, "[]");
        HttpResponse<String> refused = JavaProcess.post(node.address() + "/v1/tokens", signIn);

        assertThat(List.of(report.statusCode(), refused.statusCode())).containsExactly(200, 401);
        Platform.until(collector::text, text -> text.contains("http post /v1/sms-reports/{"));
        Platform.until(collector::text, text -> text.contains("http post /v1/tokens"));
        assertThat(collector.text())
                .contains("evalsha")
                .doesNotContain(REPORT_KEY, phone, phone.substring(3), "hidden-from-all");
    }

    @Test
    void aCallerCannotNameTheTrace() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(node.address() + "/v1/me"))
                .header("traceparent", "00-" + CALLERS_OWN + "-b7ad6b7169203331-01")
                .header("X-B3-TraceId", CALLERS_OWN)
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(answer.headers().firstValue("X-Trace-Id").orElseThrow())
                .matches("[0-9a-f]{32}")
                .isNotEqualTo(CALLERS_OWN);
    }

    /** The line of the log that carries this id as a field of its own. */
    private static JsonNode logged(String traceId) throws Exception {
        JsonMapper json = JsonMapper.shared();
        return node.output()
                .lines()
                .filter(line -> line.startsWith("{"))
                .map(json::readTree)
                .filter(line -> line.path("trace").path("id").asString("").equals(traceId))
                .findFirst()
                .orElseThrow();
    }
}
