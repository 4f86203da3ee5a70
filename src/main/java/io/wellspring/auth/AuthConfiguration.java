package io.wellspring.auth;

import io.wellspring.pulse.Pulse;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    AuthSettings.class,
    ChallengeSettings.class,
    FirstOperator.Setting.class,
    MallSettings.class
})
class AuthConfiguration {

    private static final Duration PRUNING_TIMEOUT = Duration.ofMinutes(2);

    @Bean
    KeyedHash keyedHash(AuthSettings settings) {
        return KeyedHash.of(settings.codeKey());
    }

    @Bean
    SigningKeys signingKeys(AuthSettings settings) {
        return SigningKeys.parse(settings.signingKeys());
    }

    @Bean
    Pulse pruningOfSessions(SessionPruning pruning, AuthSettings settings) {
        Duration period = Duration.ofSeconds(settings.pruning().periodSeconds());
        return new Pulse("the pruning of sessions", period, PRUNING_TIMEOUT, pruning.prune());
    }
}
