package io.wellspring.api;

import io.wellspring.patience.Patience;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Answers with BUSY whatever has not begun its answer in time, for whichever reason. Reads have less time than calls that
 * change something. What lasts by nature is left alone, once its handler has been reached: a handler that produces events
 * or lines, or consumes lines. Stands before all but the trace id, so that what hangs on the way to a handler is answered
 * too. A call that is given up is cancelled: its transaction is undone, or was committed, and then a repeat under the same
 * key finds what it did.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class AnswerDeadline implements WebFilter {

    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Set<String> LASTING =
            Set.of(MediaType.TEXT_EVENT_STREAM_VALUE, MediaType.APPLICATION_NDJSON_VALUE);

    private final Duration read;
    private final Duration change;

    AnswerDeadline(HttpLimits.Settings settings) {
        this.read = Duration.ofSeconds(settings.readAnswerSeconds());
        this.change = Duration.ofSeconds(settings.answerSeconds());
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return chain.filter(exchange).as(Patience.until(deadline(exchange)));
    }

    /** Never comes where the answer has begun by then, or may take as long as it wants. */
    private Mono<Long> deadline(ServerWebExchange exchange) {
        if (!READS.contains(exchange.getRequest().getMethod())) {
            return last(exchange, change);
        }
        return Mono.delay(read)
                .filter(passed -> !isAtWork(exchange) && !isUnhurried(exchange))
                .switchIfEmpty(Mono.defer(() -> last(exchange, change.minus(read))));
    }

    private static Mono<Long> last(ServerWebExchange exchange, Duration time) {
        return Mono.delay(time).filter(passed -> !isAtWork(exchange)).switchIfEmpty(Mono.never());
    }

    /** Also the description of the API, which is made while its first reader waits. */
    private static boolean isUnhurried(ServerWebExchange exchange) {
        return exchange.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE) instanceof HandlerMethod handler
                && (handler.hasMethodAnnotation(Unhurried.class)
                        || !handler.getBeanType().getPackageName().startsWith("io.wellspring"));
    }

    private static boolean isAtWork(ServerWebExchange exchange) {
        return exchange.getResponse().isCommitted() || lasts(exchange);
    }

    private static boolean lasts(ServerWebExchange exchange) {
        return exchange.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE) instanceof HandlerMethod handler
                && lasts(handler);
    }

    private static boolean lasts(HandlerMethod handler) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), RequestMapping.class);
        return mapping != null
                && Stream.of(mapping.produces(), mapping.consumes())
                        .flatMap(Stream::of)
                        .anyMatch(LASTING::contains);
    }
}
