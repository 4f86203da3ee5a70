package io.wellspring.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.Api;
import io.wellspring.testing.Platform;
import io.wellspring.testing.TestOutbox;
import io.wellspring.testing.WellspringTest;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Whoever clicks through the quick start in the reader sends its examples, in the form that stands first, and types in only
 * what was given before.
 */
@WellspringTest
class ClickThroughTest {

    private static final JsonNode PATHS =
            new YAMLMapper().readTree(Path.of("api-docs/openapi.yaml")).path("paths");

    @Autowired
    Api api;

    @Autowired
    Platform platform;

    @Autowired
    TestOutbox outbox;

    @Test
    void theExamplesLeadThroughTheQuickStart() {
        String phone = Platform.freshPhone();
        send(202, "/v1/sms-codes", null, Map.of("phone", phone));
        Api.Answer joined = send(201, "/v1/registrations", null, Map.of("phone", phone, "code", outbox.codeFor(phone)));
        String operator = platform.operator();
        String plan = send(201, "/v1/admin/plans", operator, Map.of()).string("id");
        Api.Answer client = send(201, "/v1/admin/malls", operator, Map.of("planIds", plan));
        String mall = api.post(
                        "/v1/tokens",
                        Map.of(
                                "grant",
                                "CLIENT_CREDENTIALS",
                                "clientId",
                                client.string("clientId"),
                                "clientSecret",
                                client.string("clientSecret")))
                .string("accessToken");
        send(202, "/v1/paid-orders", mall, Map.of("phone", phone, "planIds", plan, "paidAt", Platform.PAID_AT));
        platform.planAt(plan, 1);
        Api.Answer sold = send(200, "/v1/me/redemptions", joined.string("accessToken"), Map.of("planId", plan));
        assertThat(sold.string("status")).isEqualTo("DONE");
    }

    /** Sends the example of a call, with what is known only here in its place. */
    private Api.Answer send(int status, String path, @Nullable String token, Map<String, String> typedIn) {
        var first = PATHS.path(path)
                .path("post")
                .path("requestBody")
                .path("content")
                .propertyStream()
                .findFirst()
                .orElseThrow();
        ObjectNode body = (ObjectNode) first.getValue().path("example").deepCopy();
        typedIn.forEach((field, value) -> {
            if (field.equals("planIds")) {
                body.putArray(field).add(value);
            } else {
                body.put(field, value);
            }
        });
        Map<String, String> headers = new HashMap<>(Map.of("Content-Type", first.getKey()));
        if (token != null) {
            headers.put("Authorization", "Bearer " + token);
            headers.put("Idempotency-Key", "clicked-" + System.nanoTime());
        }
        Api.Answer answer = Api.now(api.callingWith(HttpMethod.POST, path, body, headers));
        Platform.expect(status, answer);
        return answer;
    }
}
