package io.wellspring.sms;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** What production sends through: Aliyun, behind a breaker. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "wellspring.sms.sender", havingValue = "aliyun")
@EnableConfigurationProperties({AliyunSettings.class, BreakerSettings.class})
class AliyunConfiguration {

    @Bean
    AliyunSender aliyunSender(AliyunSettings settings, MeterRegistry meters) {
        return new AliyunSender(settings, meters).warm();
    }

    @Bean
    @Primary
    SenderBreaker senderBreaker(AliyunSender sender, BreakerSettings settings, MeterRegistry meters) {
        return new SenderBreaker(sender, settings, meters);
    }
}
