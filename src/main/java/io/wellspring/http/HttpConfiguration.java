package io.wellspring.http;

import org.springframework.boot.webflux.autoconfigure.WebFluxRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.accept.RequestedContentTypeResolverBuilder;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** Puts our own way to find calls in the place of the framework's. */
@Configuration(proxyBeanMethods = false)
class HttpConfiguration {

    @Bean
    WebFluxRegistrations callsFoundOurWay() {
        return new WebFluxRegistrations() {
            @Override
            public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
                return new CallMapping();
            }
        };
    }

    @Bean
    WebFluxConfigurer typesReadOurWay() {
        return new WebFluxConfigurer() {
            @Override
            public void configureContentTypeResolver(RequestedContentTypeResolverBuilder builder) {
                builder.resolver(new AcceptedTypes());
            }
        };
    }
}
