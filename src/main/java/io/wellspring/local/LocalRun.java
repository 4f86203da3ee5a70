package io.wellspring.local;

import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;

/** What only a local run has: an outbox in place of text messages, and pages that need no sign-in. */
@Configuration(proxyBeanMethods = false)
@Profile("local")
class LocalRun {

    @Bean
    @ConditionalOnProperty(name = "wellspring.sms.sender", havingValue = "outbox")
    Outbox outbox(Clock clock) {
        return new Outbox(clock);
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityWebFilterChain localPages(ServerHttpSecurity http) {
        return http.securityMatcher(ServerWebExchangeMatchers.pathMatchers("/", "/local/**"))
                .authorizeExchange(pages -> pages.anyExchange().permitAll())
                .csrf(ServerHttpSecurity.CsrfSpec::disable)
                .build();
    }
}
