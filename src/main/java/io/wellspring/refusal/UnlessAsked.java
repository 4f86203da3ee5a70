package io.wellspring.refusal;

import java.util.Locale;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Lets every request know the language of the installation, for callers who ask for none. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class UnlessAsked implements WebFilter {

    private static final String ATTRIBUTE = UnlessAsked.class.getName();

    private final RefusalTexts texts;

    UnlessAsked(@Value("${wellspring.language.unless-asked:en}") String language) {
        this.texts = Locale.CHINESE.getLanguage().equals(language) ? RefusalTexts.CHINESE : RefusalTexts.ENGLISH;
    }

    /** Those in the language of the installation. */
    RefusalTexts texts() {
        return texts;
    }

    static RefusalTexts of(ServerWebExchange exchange) {
        return Objects.requireNonNullElse(exchange.getAttribute(ATTRIBUTE), RefusalTexts.ENGLISH);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        exchange.getAttributes().put(ATTRIBUTE, texts);
        return chain.filter(exchange);
    }
}
