package io.wellspring.testing;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Calls the application as an app would: JSON over HTTP, with a bearer token where there is one. */
@TestConfiguration(proxyBeanMethods = false)
public class Api {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int CONNECTIONS = 1_000;

    /** Shorter than the application's own, so that no call finds its connection closed on the way. */
    private static final Duration IDLE = Duration.ofSeconds(20);

    /**
     * Made once: to make it costs more than a call, which tests of many calls would measure instead of them. Its event
     * loops are its own: an application that a test starts by itself ends those which all share when it closes.
     */
    private static final WebClient CLIENT = WebClient.builder()
            .clientConnector(new ReactorClientHttpConnector(HttpClient.create(ConnectionProvider.builder("callers")
                            .maxConnections(CONNECTIONS)
                            .maxIdleTime(IDLE)
                            .build())
                    .runOn(LoopResources.create("callers"))))
            .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(16 * 1024 * 1024))
            .build();

    /** Answers are held to their description by threads that nobody else makes wait. */
    private static final Scheduler AWAY_FROM_THE_APPLICATION =
            Schedulers.newBoundedElastic(4, Integer.MAX_VALUE, "answers", 60, true);

    private final Environment environment;
    private final TestOutbox outbox;
    private final JsonMapper json;

    Api(Environment environment, TestOutbox outbox, JsonMapper json) {
        this.environment = environment;
        this.outbox = outbox;
        this.json = json;
        Description.committed();
    }

    /** What came back; the body is a missing node where there was none, or none of JSON. */
    public record Answer(int status, HttpHeaders headers, JsonNode body, String text) {

        public String code() {
            return body.path("code").asString("");
        }

        public String string(String field) {
            return body.path(field).asString("");
        }
    }

    /** A member who has just joined. */
    public record Joined(long memberId, String phone, String referralCode, String accessToken, String refreshToken) {}

    public Joined registerMember(String phone) {
        return registerMember(phone, null);
    }

    public Joined registerMember(String phone, @Nullable String referralCode) {
        Map<String, Object> body = new HashMap<>(Map.of("phone", phone, "code", codeFor(phone, "REGISTER")));
        if (referralCode != null) {
            body.put("referralCode", referralCode);
        }
        Answer answer = post("/v1/registrations", body);
        if (answer.status() != 201) {
            throw new AssertionError("The registration was refused: " + answer.text());
        }
        JsonNode member = answer.body().path("member");
        return new Joined(
                Long.parseLong(member.path("id").asString()),
                phone,
                member.path("referralCode").asString(),
                answer.string("accessToken"),
                answer.string("refreshToken"));
    }

    /** Asks for a code and takes it out of the outbox. */
    public String codeFor(String phone, String purpose) {
        Answer answer = post("/v1/sms-codes", Map.of("phone", phone, "purpose", purpose));
        if (answer.status() != 202) {
            throw new AssertionError("No code was sent: " + answer.text());
        }
        return outbox.codeFor(phone);
    }

    public Answer post(String path, Object body) {
        return now(calling(HttpMethod.POST, path, body, null));
    }

    public Answer post(String path, Object body, String accessToken) {
        return now(calling(HttpMethod.POST, path, body, accessToken));
    }

    public Answer get(String path) {
        return now(calling(HttpMethod.GET, path, null, null));
    }

    public Answer get(String path, String accessToken) {
        return now(calling(HttpMethod.GET, path, null, accessToken));
    }

    public Answer delete(String path, String accessToken) {
        return now(calling(HttpMethod.DELETE, path, null, accessToken));
    }

    /** The call as a publisher, for tests that make many at once. */
    public Mono<Answer> calling(HttpMethod method, String path, @Nullable Object body, @Nullable String accessToken) {
        Map<String, String> headers =
                accessToken == null ? Map.of() : Map.of(HttpHeaders.AUTHORIZATION, "Bearer " + accessToken);
        return callingWith(method, path, body, headers);
    }

    public Mono<Answer> callingWith(
            HttpMethod method, String path, @Nullable Object body, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        if (body != null) {
            all.putIfAbsent(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON_VALUE);
        }
        SeenSecrets.inRequest(body);
        return callingRaw(method, path, body == null ? null : json.writeValueAsString(body), all);
    }

    /** The call with a body as it is, right or wrong. */
    public Mono<Answer> callingRaw(HttpMethod method, String path, @Nullable String body, Map<String, String> headers) {
        WebClient.RequestBodySpec request = CLIENT.method(method)
                .uri("http://127.0.0.1:" + port() + path)
                .headers(sent -> headers.forEach(sent::set));
        if (body != null) {
            request.bodyValue(body);
        }
        return request.exchangeToMono(response -> response.bodyToMono(String.class)
                .defaultIfEmpty("")
                .map(text -> new Answer(
                        response.statusCode().value(), response.headers().asHttpHeaders(), read(text), text))
                .publishOn(AWAY_FROM_THE_APPLICATION)
                .doOnNext(answer -> Description.committed().hold(method.name(), path, body, answer)));
    }

    public static Answer now(Mono<Answer> call) {
        Answer answer = call.block(PATIENCE);
        if (answer == null) {
            throw new AssertionError("There was no answer.");
        }
        return answer;
    }

    private JsonNode read(String text) {
        boolean isJson = (text.startsWith("{") || text.startsWith("[")) && !text.contains("}\n{");
        JsonNode body = isJson ? json.readTree(text) : MissingNode.getInstance();
        SeenSecrets.inAnswer(body);
        return body;
    }

    private int port() {
        return environment.getRequiredProperty("local.server.port", Integer.class);
    }
}
