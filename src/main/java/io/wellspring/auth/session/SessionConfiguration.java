package io.wellspring.auth.session;

import io.wellspring.auth.caller.AuthSettings;
import io.wellspring.pulse.Pulse;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The keys that sign tokens, and the pruning of sessions that are over. */
@Configuration(proxyBeanMethods = false)
class SessionConfiguration {

    private static final Duration PRUNING_TIMEOUT = Duration.ofMinutes(2);

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
