package io.wellspring.bench;

import io.wellspring.WellspringApplication;
import io.wellspring.api.CallableBy;
import io.wellspring.api.Caller;
import io.wellspring.sms.SmsMessage;
import io.wellspring.sms.SmsSender;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * The application in a process of its own, with a phone that anybody may look at, and with the floor of a member's call:
 * the same chain before a query that asks for nothing.
 */
final class MembersNode {

    private MembersNode() {}

    public static void main(String[] args) {
        SpringApplication application = WellspringApplication.application();
        application.addPrimarySources(List.of(Phones.class, Floor.class));
        application.run("--wellspring.sms.sender=phones");
    }

    @TestConfiguration(proxyBeanMethods = false)
    @RestController
    static class Phones implements SmsSender {

        private final Map<String, String> codes = new ConcurrentHashMap<>();

        @Override
        public Mono<String> send(SmsMessage message) {
            return Mono.fromCallable(() -> {
                codes.put(message.phone(), Objects.requireNonNullElse(message.code(), ""));
                return "phone";
            });
        }

        @GetMapping("/bench/code")
        String code(@RequestParam String phone) {
            return codes.getOrDefault("+86" + phone, "");
        }

        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        SecurityWebFilterChain phones(ServerHttpSecurity http) {
            return http.securityMatcher(new PathPatternParserServerWebExchangeMatcher("/bench/**"))
                    .authorizeExchange(pages -> pages.anyExchange().permitAll())
                    .csrf(ServerHttpSecurity.CsrfSpec::disable)
                    .build();
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    @RestController
    static class Floor {

        private final DatabaseClient database;

        Floor(DatabaseClient database) {
            this.database = database;
        }

        @CallableBy(Caller.MEMBER)
        @GetMapping("/v1/me/floor")
        Mono<Map<String, Integer>> floor() {
            return database.sql("SELECT 1").mapValue(Integer.class).one().map(one -> Map.of("one", one));
        }
    }
}
