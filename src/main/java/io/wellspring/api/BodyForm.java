package io.wellspring.api;

import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Refuses bodies that are said to be compressed, or in another character set than UTF-8: they would be misread. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class BodyForm implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        return isPlain(headers) && isUtf8(headers)
                ? chain.filter(exchange)
                : Mono.error(() -> Refusal.of(GeneralRefusal.UNSUPPORTED_MEDIA_TYPE));
    }

    private static boolean isPlain(HttpHeaders headers) {
        List<String> codings = headers.getOrEmpty(HttpHeaders.CONTENT_ENCODING);
        return codings.stream()
                .allMatch(coding -> coding.isBlank() || coding.strip().equalsIgnoreCase("identity"));
    }

    private static boolean isUtf8(HttpHeaders headers) {
        try {
            MediaType type = headers.getContentType();
            Charset charset = type == null ? null : type.getCharset();
            return charset == null || charset.equals(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noMediaTypeOrNoCharset) {
            return false;
        }
    }
}
