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

/** How long the server waits for those who do not go on sending. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HttpLimits.Settings.class)
class HttpLimits {

    /**
     * @param bodyReadTimeoutMillis between two pieces of a request's body
     * @param idleTimeoutMillis of a connection between two requests
     */
    @Validated
    @ConfigurationProperties("wellspring.http")
    record Settings(
            @DefaultValue("15000") @Min(100) int bodyReadTimeoutMillis,
            @DefaultValue("60000") @Min(100) int idleTimeoutMillis) {}

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> timeouts(Settings settings) {
        return factory -> factory.addServerCustomizers(
                server -> server.readTimeout(Duration.ofMillis(settings.bodyReadTimeoutMillis()))
                        .idleTimeout(Duration.ofMillis(settings.idleTimeoutMillis())));
    }
}
