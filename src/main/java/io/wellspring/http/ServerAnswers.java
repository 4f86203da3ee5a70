package io.wellspring.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.wellspring.refusal.ProblemHandler;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** What the server does with answers on their way: refusals of its own get the form of all others, long ones are packed. */
@Configuration(proxyBeanMethods = false)
class ServerAnswers {

    /** Below, packing saves less than a packet of the network. */
    private static final int WORTH_PACKING_BYTES = 1_024;

    private static final List<String> PACKED = List.of(
            "application/json",
            "application/problem+json",
            "application/vnd.oai.openapi",
            "application/yaml",
            "application/javascript",
            "text/javascript",
            "text/css",
            "text/html");

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> answersOfTheServer(ProblemHandler problems, Clock clock) {
        return factory -> factory.addServerCustomizers(server -> packing(server)
                .doOnChannelInit((observer, channel, remote) -> channel.pipeline()
                        .addAfter(NettyPipeline.HttpCodec, "unreadRequests", new UnreadRequests(problems, clock))));
    }

    private static HttpServer packing(HttpServer server) {
        return server.compress(ServerAnswers::isPacked);
    }

    /**
     * Secrets are told in answers to POST alone, and those are sent as they are: how far an answer shrinks tells something of
     * what is in it. Streams are sent piece by piece and stay so.
     */
    private static boolean isPacked(HttpServerRequest request, HttpServerResponse answer) {
        HttpHeaders headers = answer.responseHeaders();
        if (!request.method().equals(HttpMethod.GET) || !isWorthPacking(headers)) {
            return false;
        }
        // Said also to those who take no packed answer, for caches keep either for the other.
        headers.add(HttpHeaderNames.VARY, HttpHeaderNames.ACCEPT_ENCODING);
        return true;
    }

    private static boolean isWorthPacking(HttpHeaders headers) {
        String type = headers.get(HttpHeaderNames.CONTENT_TYPE);
        String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
        return type != null
                && PACKED.stream().anyMatch(type::startsWith)
                && (length == null || Long.parseLong(length) >= WORTH_PACKING_BYTES);
    }
}
