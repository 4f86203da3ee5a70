package io.wellspring.plan.kind;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JacksonModule;

/** How the parameters of plans read as JSON. */
@Configuration(proxyBeanMethods = false)
class KindConfiguration {

    @Bean
    JacksonModule ratesAsText() {
        return new RatesAsText();
    }
}
