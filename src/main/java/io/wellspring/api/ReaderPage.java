package io.wellspring.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import org.springdoc.core.properties.SwaggerUiConfigProperties;
import org.springdoc.core.properties.SwaggerUiOAuthProperties;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.webflux.ui.SwaggerIndexPageTransformer;
import org.springdoc.webflux.ui.SwaggerIndexTransformer;
import org.springdoc.webflux.ui.SwaggerWelcomeCommon;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.web.reactive.resource.ResourceTransformerChain;
import org.springframework.web.reactive.resource.TransformedResource;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The page on which the API is read, with the line without which a phone shows it as small as a desk's. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("springdoc.swagger-ui.enabled")
class ReaderPage {

    private static final String HEAD = "<head>";
    private static final String AS_WIDE_AS_THE_SCREEN =
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">";

    @Bean
    SwaggerIndexTransformer readOnPhonesToo(
            SwaggerUiConfigProperties properties,
            SwaggerUiOAuthProperties oauth,
            SwaggerWelcomeCommon welcome,
            ObjectMapperProvider mappers) {
        return new SwaggerIndexPageTransformer(properties, oauth, welcome, mappers) {
            @Override
            public Mono<Resource> transform(
                    ServerWebExchange exchange, Resource resource, ResourceTransformerChain chain) {
                boolean isPage = "index.html".equals(resource.getFilename());
                return super.transform(exchange, resource, chain)
                        .flatMap(page -> isPage ? Mono.fromCallable(() -> forPhones(page)) : Mono.just(page));
            }
        };
    }

    private static Resource forPhones(Resource page) throws IOException {
        String text = page.getContentAsString(UTF_8).replace(HEAD, HEAD + AS_WIDE_AS_THE_SCREEN);
        return new TransformedResource(page, text.getBytes(UTF_8));
    }
}
