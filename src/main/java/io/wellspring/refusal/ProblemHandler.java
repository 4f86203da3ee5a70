package io.wellspring.refusal;

import io.wellspring.patience.Seldom;
import java.time.Duration;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.AbstractServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.json.JsonMapper;

/** The one place where a failure becomes an answer: a problem detail, with no word of the inside. */
@Component
@Order(-2)
public class ProblemHandler implements WebExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

    private static final long WORTH_DRAINING_BYTES = 65_536;

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(20);

    private final JsonMapper json;
    private final Seldom busy = new Seldom(BETWEEN_LINES);
    private final UnlessAsked unlessAsked;

    ProblemHandler(JsonMapper json, UnlessAsked unlessAsked) {
        this.json = json;
        this.unlessAsked = unlessAsked;
        // Their texts are read from files, and the first refusal may come on an event loop.
        RefusalTexts.values();
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        if (serverHasAnswered(exchange.getResponse())) {
            return Mono.empty();
        }
        if (exchange.getResponse().isCommitted()) {
            tell(log.atWarn(), exchange, "failed after its answer had begun: " + failure);
            return Mono.error(failure);
        }
        return answer(exchange, refusal(exchange, failure));
    }

    /** The refusal behind a failure; an unexpected one is logged under the trace id that the caller is told. */
    public Refusal refusal(ServerWebExchange exchange, Throwable failure) {
        Refusal refusal = Refusals.behind(failure);
        if (refusal.code() == GeneralRefusal.UNEXPECTED) {
            tell(log.atError().setCause(failure), exchange, "unexpected failure");
        }
        if (refusal.code() == GeneralRefusal.BUSY) {
            tellOfBusy(exchange, failure);
        }
        return refusal;
    }

    /** The same problem, for an answer that tells of it in its body instead of its status. */
    public Problem problem(ServerWebExchange exchange, Refusal refusal) {
        RefusalTexts texts = RefusalTexts.acceptedBy(exchange);
        return Problem.of(refusal, texts, TraceIds.of(exchange));
    }

    /** What the server itself has refused, because it could not read it; in which language it was asked is not known. */
    public Problem unread(RefusalCode code, String traceId) {
        log.atInfo().addKeyValue("trace.id", traceId).log("trace {}: refused unread, {}", traceId, code.text());
        return Problem.of(Refusal.of(code), unlessAsked.texts(), traceId);
    }

    public byte[] json(Problem problem) {
        return json.writeValueAsBytes(problem);
    }

    private Mono<Void> answer(ServerWebExchange exchange, Refusal refusal) {
        Problem problem = problem(exchange, refusal);
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(HttpStatusCode.valueOf(problem.status()));
        HttpHeaders headers = response.getHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setContentLanguage(RefusalTexts.acceptedBy(exchange).locale());
        headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        if (refusal.code().kind() == RefusalClass.UNKNOWN_CALLER) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (refusal.retryAfter() != null) {
            headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(seconds(refusal.retryAfter())));
        }
        if (refusal.limit() != null) {
            refusal.limit().writeTo(headers);
        }
        if (mayGoOnSending(exchange)) {
            headers.set(HttpHeaders.CONNECTION, "close");
        }
        DataBuffer body = response.bufferFactory().wrap(json(problem));
        return response.writeWith(Mono.just(body));
    }

    /** Once in a while at WARN: while the database is away, this would be a line for each of a thousand calls. */
    private void tellOfBusy(ServerWebExchange exchange, Throwable failure) {
        OptionalLong keptBack = busy.mayTell();
        LoggingEventBuilder entry = keptBack.isPresent() ? log.atWarn() : log.atDebug();
        String others = keptBack.orElse(0) == 0 ? "" : " (and " + keptBack.getAsLong() + " more since the last line)";
        tell(entry, exchange, "not served at the moment: " + failure + others);
    }

    /** Where the rest of a body is no HTTP, the server refuses it by itself, while the call still waits for that rest. */
    private static boolean serverHasAnswered(ServerHttpResponse response) {
        return !response.isCommitted()
                && response instanceof AbstractServerHttpResponse ours
                && ours.getNativeResponse() instanceof HttpServerResponse server
                && server.hasSentHeaders();
    }

    /** What machines look for stands beside the line for people, and in it too. */
    private static void tell(LoggingEventBuilder entry, ServerWebExchange exchange, String what) {
        String traceId = TraceIds.of(exchange);
        String method = exchange.getRequest().getMethod().name();
        String route = route(exchange);
        entry.addKeyValue("trace.id", traceId)
                .addKeyValue("http.request.method", method)
                .addKeyValue("http.route", route)
                .log("trace {}: {} ({} {})", traceId, what, method, route);
    }

    /** The pattern of the path, for the path itself may hold a key or a person's number. */
    private static String route(ServerWebExchange exchange) {
        Object pattern = exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return pattern == null ? "no route" : pattern.toString();
    }

    /** Whether a body is on its way that nobody reads any more; the connection ends rather than drain it. */
    private static boolean mayGoOnSending(ServerWebExchange exchange) {
        HttpHeaders sent = exchange.getRequest().getHeaders();
        boolean endless = sent.getFirst(HttpHeaders.TRANSFER_ENCODING) != null;
        return endless || sent.getContentLength() > WORTH_DRAINING_BYTES;
    }

    private static long seconds(Duration wait) {
        return Math.max(1, RateLimit.wholeSeconds(wait));
    }
}
