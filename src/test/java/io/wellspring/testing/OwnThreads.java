package io.wellspring.testing;

import java.time.Duration;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.ReactorResourceFactory;

/** Event loops of its own for each application under test: one that closes would end those which all others share. */
@TestConfiguration(proxyBeanMethods = false)
public class OwnThreads {

    /** Some twenty applications end with the tests, one after the other, so none waits for stragglers. */
    @Bean
    public ReactorResourceFactory threads() {
        ReactorResourceFactory threads = new ReactorResourceFactory();
        threads.setUseGlobalResources(false);
        threads.setShutdownQuietPeriod(Duration.ZERO);
        return threads;
    }
}
