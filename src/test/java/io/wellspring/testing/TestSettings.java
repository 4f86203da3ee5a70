package io.wellspring.testing;

import java.util.HashMap;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Gives an application under test the settings of the servers of this run. */
public final class TestSettings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** Tests call as fast as they can, and nearly all of them as one; those of rates set them themselves. */
    private static final Map<String, String> WIDE_RATES = Map.of(
            "wellspring.limit.rates.member-burst", "1000000",
            "wellspring.limit.rates.operator-burst", "1000000",
            "wellspring.limit.rates.client-burst", "1000000",
            "wellspring.limit.rates.address-burst", "1000000");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Map<String, Object> settings = new HashMap<>(Servers.settings());
        settings.put("WELLSPRING_SMS_SENDER", "outbox");
        settings.put("WELLSPRING_API_READER", "on");
        // Some twenty applications end with the tests, one after the other.
        settings.put("spring.reactor.netty.shutdown-quiet-period", "0s");
        // All tests come from one address; those of this limit set it themselves.
        settings.put("wellspring.auth.codes.per-address-per-hour", "1000000");
        settings.put("wellspring.sms.budget.per-day", "1000000");
        settings.put("wellspring.sms.budget.per-day-unchallenged", "1000000");
        settings.put("wellspring.sms.prefixes.least-sent", "1000000");
        // Where a busy machine runs all tests, Redis may take longer than a caller would wait.
        settings.put("wellspring.limit.redis-timeout-millis", "5000");
        settings.put("wellspring.auth.redis-timeout-millis", "5000");
        settings.put("wellspring.http.read-answer-seconds", "25");
        settings.put("wellspring.auth.tries.failures-per-address", "1000000");
        settings.putAll(WIDE_RATES);
        context.getEnvironment().getPropertySources().addLast(new MapPropertySource("test", settings));
    }
}
