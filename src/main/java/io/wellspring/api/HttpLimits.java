package io.wellspring.api;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.validation.annotation.Validated;

/** How long the server waits for those who do not go on sending, and how long a caller waits for the server. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HttpLimits.Settings.class)
class HttpLimits {

    /**
     * @param bodyReadTimeoutMillis between two pieces of a request's body
     * @param idleTimeoutMillis of a connection between two requests
     * @param readAnswerSeconds after which a read that has no answer yet is answered with BUSY
     * @param answerSeconds after which any other call is, unless it lasts by nature
     */
    @Validated
    @ConfigurationProperties("wellspring.http")
    record Settings(
            @DefaultValue("15000") @Min(100) int bodyReadTimeoutMillis,
            @DefaultValue("60000") @Min(100) int idleTimeoutMillis,
            @DefaultValue("5") @Min(1) int readAnswerSeconds,
            @DefaultValue("30") @Min(1) int answerSeconds) {}

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> timeouts(Settings settings) {
        return factory -> factory.addServerCustomizers(
                server -> server.readTimeout(Duration.ofMillis(settings.bodyReadTimeoutMillis()))
                        .idleTimeout(Duration.ofMillis(settings.idleTimeoutMillis())));
    }
}
