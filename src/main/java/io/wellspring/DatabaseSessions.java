package io.wellspring;

import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import java.util.Map;
import org.springframework.boot.r2dbc.autoconfigure.ConnectionFactoryOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.resources.LoopResources;

/**
 * Limits that every database session carries. A node that stops or loses the network in the middle of a transaction
 * must not hold a plan: the database itself gives up on it (design, section 2).
 */
@Configuration(proxyBeanMethods = false)
class DatabaseSessions {

    private static final Map<String, String> LIMITS = Map.of(
            "statement_timeout", "30s",
            "idle_in_transaction_session_timeout", "10s",
            "lock_timeout", "10s",
            "tcp_keepalives_idle", "5",
            "tcp_keepalives_interval", "2",
            "tcp_keepalives_count", "3");

    @Bean
    ConnectionFactoryOptionsBuilderCustomizer sessionsThatGiveUp() {
        return options -> options.option(PostgresqlConnectionFactoryProvider.OPTIONS, LIMITS);
    }

    /** Connections spread over all cores. The driver's default keeps those on one that were opened from one. */
    @Bean(destroyMethod = "dispose")
    LoopResources databaseLoops() {
        return LoopResources.create("database", 1, Runtime.getRuntime().availableProcessors(), true, false);
    }

    @Bean
    ConnectionFactoryOptionsBuilderCustomizer sessionsOnLoopsOfTheirOwn(LoopResources databaseLoops) {
        return options -> options.option(PostgresqlConnectionFactoryProvider.LOOP_RESOURCES, databaseLoops);
    }
}
