package io.wellspring.auth.challenge;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** A provider that says no, or something that is no clear yes, or nothing at all. */
@ParameterizedClass
@ValueSource(strings = {"{\"success\":false}", "{\"success\":null}", "{\"success\":\"yes\"}", "{}", "[]", "null", ""})
class UnsureProviderTest extends ChallengeContract {

    @Parameter
    String body;

    private DisposableServer provider;

    @BeforeEach
    void start() {
        provider = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((request, response) -> request.receive()
                        .then(Mono.defer(() -> response.header("Content-Type", "application/json")
                                .sendString(Mono.just(body))
                                .then())))
                .bindNow();
    }

    @AfterEach
    void stop() {
        provider.disposeNow(Duration.ofSeconds(5));
    }

    @Override
    protected Challenge challenge() {
        return new SiteVerifyChallenge(
                new ChallengeSettings("siteverify", "http://127.0.0.1:" + provider.port(), "s3cret", 1000));
    }
}
