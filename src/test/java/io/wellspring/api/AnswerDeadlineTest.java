package io.wellspring.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class AnswerDeadlineTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final AnswerDeadline deadline = new AnswerDeadline(new HttpLimits.Settings(15_000, 60_000, 5, 30));

    @Test
    void whatIsNeverAnsweredIsGivenUpInTime() {
        givenUpAfter(Duration.ofSeconds(5), request(HttpMethod.GET));
        givenUpAfter(Duration.ofSeconds(30), request(HttpMethod.POST));
        givenUpAfter(Duration.ofSeconds(5), at(HttpMethod.GET, "read"));
        givenUpAfter(Duration.ofSeconds(30), at(HttpMethod.GET, "count"));
    }

    @Test
    void whatLastsByNatureIsLeftAlone() {
        goesOn(at(HttpMethod.GET, "events"));
        goesOn(at(HttpMethod.POST, "lines"));
        goesOn(at(HttpMethod.POST, "delivery"));
    }

    @Test
    void whatHasBegunIsLeftAlone() {
        ServerWebExchange begun = request(HttpMethod.GET);
        begun.getResponse().setComplete().block();

        goesOn(begun);
    }

    @Test
    void whatIsAnsweredInTimeIsAnswered() {
        StepVerifier.create(deadline.filter(request(HttpMethod.GET), chain -> Mono.empty()))
                .verifyComplete();
    }

    private void givenUpAfter(Duration time, ServerWebExchange exchange) {
        StepVerifier.withVirtualTime(() -> deadline.filter(exchange, hanging -> Mono.never()))
                .expectSubscription()
                .expectNoEvent(time.minusMillis(1))
                .thenAwait(Duration.ofMillis(1))
                .verifyErrorSatisfies(late -> assertThat(late).isInstanceOf(TimeoutException.class));
    }

    private void goesOn(ServerWebExchange exchange) {
        StepVerifier.withVirtualTime(() -> deadline.filter(exchange, hanging -> Mono.never()))
                .expectSubscription()
                .expectNoEvent(LONG)
                .thenCancel()
                .verify();
    }

    private static ServerWebExchange at(HttpMethod method, String handler) {
        ServerWebExchange exchange = request(method);
        try {
            exchange.getAttributes()
                    .put(
                            HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE,
                            new HandlerMethod(new Handlers(), Handlers.class.getDeclaredMethod(handler)));
        } catch (NoSuchMethodException unknown) {
            throw new IllegalArgumentException(unknown);
        }
        return exchange;
    }

    private static ServerWebExchange request(HttpMethod method) {
        return MockServerWebExchange.from(MockServerHttpRequest.method(method, "/v1/anything"));
    }

    private static final class Handlers {

        @GetMapping("/read")
        void read() {}

        @GetMapping("/count")
        @Unhurried
        void count() {}

        @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
        void events() {}

        @PostMapping(path = "/lines", produces = MediaType.APPLICATION_NDJSON_VALUE)
        void lines() {}

        @PostMapping(path = "/delivery", consumes = MediaType.APPLICATION_NDJSON_VALUE)
        void delivery() {}
    }
}
