package io.wellspring;

import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import java.util.Map;
import org.springframework.boot.r2dbc.autoconfigure.ConnectionFactoryOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

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
}
