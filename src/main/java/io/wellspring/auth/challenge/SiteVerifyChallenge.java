package io.wellspring.auth.challenge;

import io.wellspring.refusal.Refusal;
import io.wellspring.sms.SmsRefusal;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Challenges whose answers are verified by a form with {@code secret} and {@code response}, as Turnstile, hCaptcha and
 * others understand it. A provider that does not answer lets nobody pass.
 */
@Component
@ConditionalOnProperty(name = "wellspring.auth.challenge.provider", havingValue = "siteverify")
class SiteVerifyChallenge implements Challenge {

    private static final Logger log = LoggerFactory.getLogger(SiteVerifyChallenge.class);

    private final WebClient client;
    private final ChallengeSettings settings;

    SiteVerifyChallenge(ChallengeSettings settings) {
        this.client = WebClient.create(settings.url());
        this.settings = settings;
    }

    @Override
    public Mono<Boolean> isSolved(String answer) {
        return client.post()
                .body(BodyInserters.fromFormData("secret", settings.secret()).with("response", answer))
                .retrieve()
                .bodyToMono(JsonNode.class)
                .timeout(Duration.ofMillis(settings.timeoutMillis()))
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("no verdict")))
                .map(verdict -> verdict.path("success").asBoolean(false))
                .onErrorMap(SiteVerifyChallenge::isOutage, SiteVerifyChallenge::unavailable);
    }

    private static boolean isOutage(Throwable failure) {
        return failure instanceof Exception;
    }

    /** Only its sort: a failure may quote the request, and the request has the secret. */
    private static Refusal unavailable(Throwable failure) {
        log.error("challenges cannot be verified: {}", failure.getClass().getSimpleName());
        return Refusal.of(SmsRefusal.SMS_UNAVAILABLE).retryAfter(Duration.ofSeconds(10));
    }
}
