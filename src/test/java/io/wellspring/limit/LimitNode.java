package io.wellspring.limit;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisScriptingAsyncCommands;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wellspring.redis.RedisConnections;
import io.wellspring.testing.PassingTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/** One node of the application, as far as limits go; several can share a Redis. */
final class LimitNode implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    private LimitNode(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** @param settings of the room, without its prefix */
    static LimitNode on(int redisPort, String... settings) {
        String[] arguments = Stream.concat(
                        Stream.of(
                                "--spring.data.redis.url=redis://127.0.0.1:" + redisPort,
                                "--spring.data.redis.timeout=1s"),
                        Arrays.stream(settings).map(setting -> "--wellspring.limit." + setting))
                .toArray(String[]::new);
        return new LimitNode(new SpringApplicationBuilder(Room.class)
                .web(WebApplicationType.NONE)
                .run(arguments));
    }

    SlidingWindows windows() {
        return context.getBean(SlidingWindows.class);
    }

    Rates rates() {
        return context.getBean(Rates.class);
    }

    /** Waits until rates are counted, for a node does not wait for Redis when it starts. */
    LimitNode counting() throws InterruptedException {
        for (int tries = 0; tries < 500; tries++) {
            if (rates().take(RatedBy.OPERATOR, "nobody").block().limit() != null) {
                return this;
            }
            Thread.sleep(10);
        }
        throw new AssertionError("Rates are not counted.");
    }

    void pass(Duration time) {
        context.getBean(PassingTime.class).pass(time);
    }

    /** Redis's clock, in microseconds. */
    long clock() {
        return Long.parseLong(redis().eval(
                        "local t = redis.call('TIME') return string.format('%.0f', t[1] * 1000000 + t[2])",
                        ScriptOutputType.VALUE)
                .toCompletableFuture()
                .join()
                .toString());
    }

    RedisScriptingAsyncCommands<String, String> redis() {
        return context.getBean(QuickRedis.class).commands().block();
    }

    double count(String meter, String... tags) {
        return context.getBean(MeterRegistry.class).counter(meter, tags).count();
    }

    @Override
    public void close() {
        context.close();
    }

    @ImportAutoConfiguration({DataRedisAutoConfiguration.class, DataRedisReactiveAutoConfiguration.class})
    @Import({RedisConnections.class, PassingTime.class})
    @ComponentScan("io.wellspring.limit")
    static class Room {

        @Bean
        MeterRegistry meters() {
            return new SimpleMeterRegistry();
        }
    }
}
