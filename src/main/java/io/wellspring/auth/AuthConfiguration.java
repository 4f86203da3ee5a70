package io.wellspring.auth;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AuthSettings.class, ChallengeSettings.class, FirstOperator.Setting.class})
class AuthConfiguration {

    @Bean
    KeyedHash keyedHash(AuthSettings settings) {
        return KeyedHash.of(settings.codeKey());
    }

    @Bean
    SigningKeys signingKeys(AuthSettings settings) {
        return SigningKeys.parse(settings.signingKeys());
    }
}
