package io.wellspring.sms;

import io.wellspring.pulse.Pulse;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** What recurs in this room. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({SmsSettings.class, ReportSettings.class})
class SmsConfiguration {

    private static final Duration GIVE_UP = Duration.ofSeconds(5);
    private static final Duration PRUNING_PERIOD = Duration.ofMinutes(10);

    @Bean
    Pulse lookingAtSpending(SpendGuard guard, SmsSettings settings) {
        Duration period = Duration.ofSeconds(settings.prefixes().lookSeconds());
        return new Pulse("the look at what messages cost", period, GIVE_UP, Mono.defer(guard::look));
    }

    @Bean
    Pulse pruningMessages(SmsFigures figures) {
        return new Pulse("the pruning of messages", PRUNING_PERIOD, GIVE_UP, Mono.defer(figures::prune));
    }
}
