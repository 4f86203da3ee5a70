package io.wellspring.auth.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerResponse;
import reactor.test.StepVerifier;

/** Before a provider that listens on loopback and answers as each test says. */
class SiteVerifyChallengeTest {

    private final AtomicReference<String> asked = new AtomicReference<>("");
    private DisposableServer provider;

    @AfterEach
    void stop() {
        provider.disposeNow(Duration.ofSeconds(5));
    }

    @Test
    void anAnswerThatTheProviderConfirmsIsSolved() {
        answering(response -> json(response, "{\"success\":true,\"hostname\":\"shop.example\"}"));

        StepVerifier.create(challenge().isSolved("an answer & more"))
                .expectNext(true)
                .verifyComplete();
        assertThat(asked.get()).isEqualTo("secret=s3cret&response=an+answer+%26+more");
    }

    @Test
    void oneThatItDoesNotConfirmIsNot() {
        answering(response -> json(response, "{\"success\":false,\"error-codes\":[\"timeout-or-duplicate\"]}"));
        StepVerifier.create(challenge().isSolved("spent")).expectNext(false).verifyComplete();
    }

    @Test
    void aProviderThatIsBrokenOrSilentLetsNobodyPass() {
        answering(response -> response.status(500).send().then());
        StepVerifier.create(challenge().isSolved("x")).verifyErrorMessage("sms-unavailable");
        stop();
        answering(response -> json(response, "<html>"));
        StepVerifier.create(challenge().isSolved("x")).verifyErrorMessage("sms-unavailable");
        stop();
        answering(response -> Mono.never());
        StepVerifier.create(challenge().isSolved("x")).verifyErrorMessage("sms-unavailable");
    }

    @Test
    void noThreadWaitsForTheProvider() {
        answering(response -> json(response, "{\"success\":true}"));
        StepVerifier.create(Mono.defer(() -> challenge().isSolved("x")).subscribeOn(Schedulers.parallel()))
                .expectNext(true)
                .verifyComplete();
    }

    @Test
    void withoutASecretItDoesNotStart() {
        answering(response -> Mono.never());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ChallengeSettings("siteverify", "https://example.com", "", 3000));
    }

    private SiteVerifyChallenge challenge() {
        return new SiteVerifyChallenge(
                new ChallengeSettings("siteverify", "http://127.0.0.1:" + provider.port(), "s3cret", 300));
    }

    private void answering(java.util.function.Function<HttpServerResponse, Mono<Void>> answer) {
        provider = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((request, response) -> request.receive()
                        .aggregate()
                        .asString(StandardCharsets.UTF_8)
                        .doOnNext(asked::set)
                        .then(Mono.defer(() -> answer.apply(response))))
                .bindNow();
    }

    private static Mono<Void> json(HttpServerResponse response, String body) {
        return response.header("Content-Type", "application/json")
                .sendString(Mono.just(body))
                .then();
    }
}
