package io.wellspring.auth.caller;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The settings of all rooms for signing in, and the key under which what is secret is found again. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuthSettings.class)
class CallerConfiguration {

    @Bean
    KeyedHash keyedHash(AuthSettings settings) {
        return KeyedHash.of(settings.codeKey());
    }
}
