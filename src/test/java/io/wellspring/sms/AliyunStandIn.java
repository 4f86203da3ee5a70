package io.wellspring.sms;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Stands in for Aliyun on this machine: verifies signatures, and behaves as badly as a test asks. */
public final class AliyunStandIn implements AutoCloseable {

    public static final String KEY_ID = "LTAI-stand-in";
    public static final String SECRET = "a secret of the stand-in";
    public static final String SIGN_NAME = "活水 & Co";

    public static final String TEMPLATES = "REGISTER=SMS_1,SIGN_IN=SMS_2,RESET_PASSWORD=SMS_3,CHANGE_PASSWORD=SMS_4,"
            + "CHANGE_PHONE=SMS_5,CLOSE_ACCOUNT=SMS_6,SECURITY_NOTICE=SMS_7";

    /** Entering has no text of its own above, and is written in that for signing in. */
    static String codeOf(Template template) {
        return "SMS_" + (template == Template.ENTER ? Template.SIGN_IN : template).ordinal();
    }

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final V3Signature signature = new V3Signature(KEY_ID, SECRET);
    private final List<Map<String, String>> requests = new CopyOnWriteArrayList<>();
    private final DisposableServer server;

    private volatile Behaviour behaviour = Behaviour.accepting();
    private volatile boolean hangsUp;

    private AliyunStandIn() {
        this.server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .doOnConnection(this::greet)
                .handle(this::answer)
                .bindNow(PATIENCE);
    }

    public static AliyunStandIn start() {
        return new AliyunStandIn();
    }

    /** What is answered to a request that is signed well. */
    record Behaviour(int status, Supplier<Mono<String>> body) {

        static Behaviour accepting() {
            return code("OK");
        }

        /** A word of the service itself, which always comes with a 200. */
        static Behaviour code(String code) {
            return answering(200, code);
        }

        static Behaviour answering(int status, String code) {
            return new Behaviour(status, () -> Mono.just(body(code)));
        }

        static Behaviour saying(int status, String body) {
            return new Behaviour(status, () -> Mono.just(body));
        }

        static Behaviour late(Duration delay) {
            return new Behaviour(200, () -> Mono.just(body("OK")).delayElement(delay));
        }

        static Behaviour hanging() {
            return new Behaviour(200, Mono::never);
        }

        /** Reads the whole request and goes away. */
        static Behaviour dropping() {
            return new Behaviour(200, () -> Mono.error(new IllegalStateException("dropped")));
        }

        private static String body(String code) {
            String id = UUID.randomUUID().toString();
            String given = code.equals("OK") ? ",\"BizId\":\"biz-" + id + "\"" : "";
            return "{\"RequestId\":\"" + id + "\",\"Message\":\"about 13800138000\",\"Code\":\"" + code + "\"" + given
                    + "}";
        }
    }

    void behaves(Behaviour wanted) {
        this.behaviour = wanted;
    }

    /** Whether it hangs up on whoever connects, before a word is said. */
    void hangsUp(boolean wanted) {
        this.hangsUp = wanted;
    }

    /** The parameters of every request that was signed well, in order. */
    List<Map<String, String>> requests() {
        return requests;
    }

    public List<Map<String, String>> requestsFor(String number) {
        return requests.stream()
                .filter(request -> number.equals(request.get("PhoneNumbers")))
                .toList();
    }

    List<Map<String, String>> requestsWith(SmsMessage message) {
        return requests.stream()
                .filter(request -> message.id().toString().equals(request.get("OutId")))
                .toList();
    }

    void forget() {
        requests.clear();
    }

    public String endpoint() {
        return "127.0.0.1:" + server.port();
    }

    /** Nobody connects any more, and whoever still is connected is hung up on. */
    @Override
    public void close() {
        behaves(Behaviour.dropping());
        server.disposeNow(PATIENCE);
    }

    private void greet(Connection connection) {
        if (hangsUp) {
            connection.channel().close();
        }
    }

    private Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        return request.receive()
                .aggregate()
                .asByteArray()
                .defaultIfEmpty(new byte[0])
                .flatMap(body -> answer(request, response, body));
    }

    private Mono<Void> answer(HttpServerRequest request, HttpServerResponse response, byte[] body) {
        String fault = signature.fault(request.method().name(), request.uri(), request.requestHeaders(), body);
        if (!fault.equals(V3Signature.FINE)) {
            return say(response, Behaviour.answering(fault.startsWith("InvalidAccessKeyId") ? 404 : 400, fault));
        }
        requests.add(V3Signature.parameters(request.uri().split("\\?", 2)[1]));
        return say(response, behaviour);
    }

    private static Mono<Void> say(HttpServerResponse response, Behaviour said) {
        return said.body()
                .get()
                .flatMap(text -> response.status(said.status())
                        .header("Content-Type", "application/json;charset=utf-8")
                        .sendByteArray(Mono.just(text.getBytes(UTF_8)))
                        .then())
                .onErrorResume(IllegalStateException.class, dropped -> hangUp(response));
    }

    private static Mono<Void> hangUp(HttpServerResponse response) {
        response.withConnection(connection -> connection.channel().close());
        return Mono.never();
    }
}
