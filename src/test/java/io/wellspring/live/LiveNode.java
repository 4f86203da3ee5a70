package io.wellspring.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.wellspring.auth.session.Sessions;
import io.wellspring.database.NodeRights;
import io.wellspring.member.Members;
import io.wellspring.member.Networks;
import io.wellspring.redis.RedisConnections;
import io.wellspring.refusal.RefusalTexts;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import org.mockito.Mockito;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import reactor.core.publisher.Flux;

/** A running node of this room and those that it needs, open to everybody. */
final class LiveNode implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private LiveNode(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static LiveNode start(Map<String, String> servers, String... settings) {
        // The texts are read from files when the first refusal is worded, which must not be on an event loop.
        Arrays.stream(RefusalTexts.values()).forEach(RefusalTexts::locale);
        return new LiveNode(new SpringApplicationBuilder(Rooms.class)
                .properties("server.port=0", "spring.r2dbc.pool.initial-size=1")
                // The room that tells health is not here.
                .properties("management.endpoint.health.validate-group-membership=false")
                .properties(settings)
                .properties(Map.copyOf(servers))
                .run("--server.port=0"));
    }

    int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    double drift(String copy) {
        return get(MeterRegistry.class)
                .counter("wellspring.live.drift", "copy", copy)
                .count();
    }

    @Override
    public void close() {
        context.close();
    }

    @EnableAutoConfiguration
    @Import({RedisConnections.class, NodeRights.class})
    @ComponentScan({
        "io.wellspring.plan",
        "io.wellspring.bulk",
        "io.wellspring.ledger",
        "io.wellspring.refusal",
        "io.wellspring.pulse",
        "io.wellspring.live"
    })
    static class Rooms {

        @Bean
        Members members() {
            return Mockito.mock(Members.class);
        }

        @Bean
        Networks networks() {
            return Mockito.mock(Networks.class);
        }

        @Bean
        Sessions sessions() {
            return Mockito.mock(Sessions.class);
        }

        @Bean
        MemberPictures pictures() {
            return members -> Flux.empty();
        }

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        /** Threads of its own: a node that closes would end those which all others share. */
        @Bean
        ReactorResourceFactory threads() {
            ReactorResourceFactory threads = new ReactorResourceFactory();
            threads.setUseGlobalResources(false);
            return threads;
        }

        @Bean
        SecurityWebFilterChain open(ServerHttpSecurity http) {
            return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                    .authorizeExchange(exchanges -> exchanges.anyExchange().permitAll())
                    .build();
        }
    }
}
