package io.wellspring.database;

import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import jakarta.validation.constraints.Min;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.r2dbc.autoconfigure.ConnectionFactoryOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.validation.annotation.Validated;
import reactor.netty.resources.LoopResources;

/**
 * Limits that every database session carries. A node that stops or loses the network in the middle of a transaction
 * must not hold a plan: the database itself gives up on it.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSessions.Settings.class)
class DatabaseSessions {

    /**
     * @param statementMillis after which a statement is given up
     * @param idleInTransactionMillis after which a transaction is given up whose node says nothing more
     * @param lockMillis that a statement waits for a lock: longer than a silent transaction may hold one, so that those
     *     who wait for it are served when it is given up, and shorter than a statement may last
     * @param keepaliveIdleSeconds after which a silent node is asked whether it is there
     * @param keepaliveIntervalSeconds between two such questions
     * @param keepaliveCount of such questions before it counts as gone
     */
    @Validated
    @ConfigurationProperties("wellspring.database-session")
    record Settings(
            @DefaultValue("30000") @Min(100) int statementMillis,
            @DefaultValue("10000") @Min(100) int idleInTransactionMillis,
            @DefaultValue("15000") @Min(100) int lockMillis,
            @DefaultValue("5") @Min(1) int keepaliveIdleSeconds,
            @DefaultValue("2") @Min(1) int keepaliveIntervalSeconds,
            @DefaultValue("3") @Min(1) int keepaliveCount) {

        private Map<String, String> limits() {
            return Map.of(
                    "statement_timeout",
                    statementMillis + "ms",
                    "idle_in_transaction_session_timeout",
                    idleInTransactionMillis + "ms",
                    "lock_timeout",
                    lockMillis + "ms",
                    "tcp_keepalives_idle",
                    String.valueOf(keepaliveIdleSeconds),
                    "tcp_keepalives_interval",
                    String.valueOf(keepaliveIntervalSeconds),
                    "tcp_keepalives_count",
                    String.valueOf(keepaliveCount));
        }
    }

    @Bean
    ConnectionFactoryOptionsBuilderCustomizer sessionsThatGiveUp(Settings settings) {
        return options -> options.option(PostgresqlConnectionFactoryProvider.OPTIONS, settings.limits());
    }

    /** Only a way that is verified asks whose signature counts; Flyway's is told so in its address. */
    @Bean
    ConnectionFactoryOptionsBuilderCustomizer sessionsWithWhomTheyTrust(
            @Value("${WELLSPRING_DATABASE_CA:}") String certificates) {
        return options -> {
            if (!certificates.isBlank()) {
                options.option(PostgresqlConnectionFactoryProvider.SSL_ROOT_CERT, certificates);
            }
        };
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
