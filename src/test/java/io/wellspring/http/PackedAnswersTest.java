package io.wellspring.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.Api;
import io.wellspring.testing.Platform;
import io.wellspring.testing.WellspringTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Long answers come packed to whoever takes them so; streams and what holds secrets do not. */
@WellspringTest
class PackedAnswersTest {

    @Autowired
    Api api;

    @Autowired
    Platform platform;

    @LocalServerPort
    int port;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void aPageOfTheStatementTakesAFractionOfItsBytes() throws IOException, InterruptedException {
        String plan = platform.plan(Map.of());
        Platform.Mall mall = platform.mall("100000.00", plan);
        Api.Joined member = platform.member();
        IntStream.range(0, 25).forEach(order -> platform.buy(mall, "o" + order, member, "100.00"));
        platform.planAt(plan, 25);

        String path = "/v1/me/transfers?limit=50";
        HttpResponse<byte[]> packed = get(path, member.accessToken(), "gzip");
        HttpResponse<byte[]> plain = get(path, member.accessToken(), "identity");
        System.out.println(
                "a page of 50 lines: " + plain.body().length + " bytes, " + packed.body().length + " packed");

        assertThat(packed.headers().firstValue("content-encoding")).hasValue("gzip");
        assertThat(packed.headers().allValues("vary")).contains("accept-encoding");
        assertThat(plain.headers().firstValue("content-encoding")).isEmpty();
        assertThat(plain.headers().allValues("vary")).contains("accept-encoding");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
                .isEqualTo(plain.body());
        assertThat(packed.body().length * 4).isLessThan(plain.body().length);
    }

    @Test
    void soDoesTheDescriptionOfTheApi() throws IOException, InterruptedException {
        for (String path : List.of("/v3/api-docs", "/v3/api-docs.yaml")) {
            int packed = get(path, null, "gzip").body().length;
            int plain = get(path, null, "identity").body().length;
            System.out.println(path + ": " + plain + " bytes, " + packed + " packed");
            assertThat(packed * 4).isLessThan(plain);
        }
    }

    @Test
    void whatIsShortOrHoldsSecretsOrStreamsComesAsItIs() throws IOException, InterruptedException {
        // Also on a connection that has carried a packed answer before.
        assertThat(get("/v3/api-docs", null, "gzip").headers().firstValue("content-encoding"))
                .hasValue("gzip");
        assertThat(get("/v1/plans?limit=1", null, "gzip").headers().firstValue("content-encoding"))
                .isEmpty();
        HttpRequest signIn = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/tokens"))
                .header("Content-Type", "application/json")
                .header("Accept-Encoding", "gzip")
                .POST(BodyPublishers.ofString("{\"" + "x".repeat(3_000) + "\":1}"))
                .build();
        HttpResponse<byte[]> refused = client.send(signIn, BodyHandlers.ofByteArray());
        assertThat(refused.body()).hasSizeGreaterThan(3_000);
        assertThat(refused.headers().firstValue("content-encoding")).isEmpty();

        String plan = platform.plan(Map.of());
        HttpResponse<InputStream> stream =
                client.send(request("/v1/plans/" + plan + "/live", null, "gzip"), BodyHandlers.ofInputStream());
        assertThat(stream.headers().firstValue("content-type")).hasValue("text/event-stream");
        assertThat(stream.headers().firstValue("content-encoding")).isEmpty();
        stream.body().close();
    }

    private HttpResponse<byte[]> get(String path, @Nullable String token, String encoding)
            throws IOException, InterruptedException {
        return client.send(request(path, token, encoding), BodyHandlers.ofByteArray());
    }

    private HttpRequest request(String path, @Nullable String token, String encoding) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Accept-Encoding", encoding);
        return token == null
                ? request.build()
                : request.header("Authorization", "Bearer " + token).build();
    }
}
