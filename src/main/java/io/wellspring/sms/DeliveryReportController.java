package io.wellspring.sms;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.swagger.v3.oas.annotations.Hidden;
import io.wellspring.api.CallableBy;
import io.wellspring.api.Caller;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.Refusals;
import java.security.MessageDigest;
import java.util.List;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where Aliyun pushes its reports. It signs nothing, so the address itself is the secret; it repeats what is not
 * answered with 200; and it may add fields as it likes, so its bodies are read as plain trees.
 */
@Hidden
@RestController
@CallableBy(Caller.ANYBODY)
class DeliveryReportController {

    private final DeliveryReports reports;
    private final ReportSettings settings;
    private final JsonMapper json;

    DeliveryReportController(DeliveryReports reports, ReportSettings settings, JsonMapper json) {
        this.reports = reports;
        this.settings = settings;
        this.json = json;
    }

    /** As Aliyun wants to be answered. */
    record Received(int code, String msg) {}

    /** The body is of bounded length, and not looked at before the key is. */
    @PostMapping("/v1/sms-reports/{key}")
    Mono<Received> receive(@PathVariable String key, @RequestBody Mono<byte[]> body) {
        if (!isOurs(key)) {
            return Mono.error(() -> Refusal.of(GeneralRefusal.NO_SUCH_RESOURCE));
        }
        return body.map(this::read).flatMap(reports::keep).thenReturn(new Received(0, "OK"));
    }

    private boolean isOurs(String key) {
        return !settings.key().isEmpty()
                && MessageDigest.isEqual(key.getBytes(UTF_8), settings.key().getBytes(UTF_8));
    }

    private List<DeliveryReport> read(byte[] body) {
        JsonNode array = tree(body);
        if (!array.isArray()) {
            throw Refusal.of(GeneralRefusal.WRONG_TYPE).with("field", "body");
        }
        if (array.size() > settings.mostAtOnce()) {
            throw Refusal.of(GeneralRefusal.BODY_TOO_LARGE);
        }
        return DeliveryReport.readAll(array);
    }

    private JsonNode tree(byte[] body) {
        try {
            return json.readTree(body);
        } catch (JacksonException unreadable) {
            throw Refusals.ofJson(unreadable);
        }
    }
}
