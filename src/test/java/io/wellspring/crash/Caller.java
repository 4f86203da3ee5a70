package io.wellspring.crash;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import tools.jackson.databind.json.JsonMapper;

/** Calls nodes as the apps and malls out there do; a node that is gone gives no answer. */
final class Caller {

    private static final Duration LONGEST_CALL = Duration.ofSeconds(12);
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    Answer call(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response =
                http.send(request.timeout(LONGEST_CALL).build(), HttpResponse.BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body());
    }

    /** What came back whole. */
    record Answer(int status, String text) {

        /** Whether it says clearly that the same thing may succeed soon. */
        boolean isBusy() {
            return status == 503 && code().equals("busy");
        }

        String code() {
            return text.startsWith("{") ? JSON.readTree(text).path("code").asString() : "";
        }

        void requireStatus(Integer... expected) {
            if (!Arrays.asList(expected).contains(status)) {
                throw new AssertionError("Not what should be answered: " + status + " " + text);
            }
        }
    }
}
