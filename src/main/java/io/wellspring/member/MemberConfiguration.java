package io.wellspring.member;

import java.security.SecureRandom;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MemberSettings.class)
class MemberConfiguration {

    @Bean
    PhoneCipher phoneCipher(MemberSettings settings, SecureRandom random) {
        return new PhoneCipher(PhoneKey.list(settings.phoneKeys()), random);
    }
}
