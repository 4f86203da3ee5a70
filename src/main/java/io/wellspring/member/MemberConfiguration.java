package io.wellspring.member;

import io.wellspring.pulse.Pulse;
import java.security.SecureRandom;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** The keys of this room, and what recurs in it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MemberSettings.class)
class MemberConfiguration {

    private static final Duration GIVE_UP = Duration.ofSeconds(20);
    private static final Duration COUNT = Duration.ofMillis(500);
    private static final Duration EXPIRY = Duration.ofMinutes(10);

    @Bean
    PhoneCipher phoneCipher(MemberSettings settings, SecureRandom random) {
        return new PhoneCipher(PhoneKey.list(settings.phoneKeys()), random);
    }

    @Bean
    Pulse rotatingPhoneKeys(PhoneRotation rotation, MemberSettings settings) {
        return new Pulse(
                "the rotation of phone keys",
                Duration.ofSeconds(settings.rotation().beatSeconds()),
                GIVE_UP,
                Mono.defer(rotation::beat));
    }

    @Bean
    Pulse countingPhoneKeys(PhoneKeyFigures figures, MemberSettings settings) {
        return new Pulse(
                "the count of phone keys",
                Duration.ofSeconds(settings.rotation().figuresSeconds()),
                GIVE_UP,
                Mono.defer(figures::measure));
    }

    @Bean
    Pulse countingNetworks(Networks networks) {
        return new Pulse("the count of networks", COUNT, GIVE_UP, Mono.defer(networks::count));
    }

    @Bean
    Pulse expiringPhoneChanges(PhoneChanges changes) {
        return new Pulse("the expiry of changes of numbers", EXPIRY, GIVE_UP, Mono.defer(changes::expire));
    }
}
