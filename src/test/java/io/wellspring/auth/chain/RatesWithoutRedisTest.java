package io.wellspring.auth.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import io.micrometer.core.instrument.MeterRegistry;
import io.wellspring.auth.caller.Origin;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.auth.session.SessionOpening;
import io.wellspring.member.Members;
import io.wellspring.member.Phone;
import io.wellspring.testing.Api;
import io.wellspring.testing.Servers;
import io.wellspring.testing.WellspringTest;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.reactive.TransactionalOperator;
import redis.embedded.RedisServer;

/** The whole application with a Redis of its own, which goes and comes back. */
@WellspringTest
@DirtiesContext
@TestPropertySource(
        properties = {
            "wellspring.limit.rates.member-per-second=1",
            "wellspring.limit.rates.member-burst=3",
            "wellspring.limit.rates.pause-millis=300"
        })
class RatesWithoutRedisTest {

    private static final int PORT = freePort();
    private static RedisServer redis = start();

    @Autowired
    Api api;

    @Autowired
    Members members;

    @Autowired
    SessionOpening opening;

    @Autowired
    TransactionalOperator tx;

    @Autowired
    MeterRegistry meters;

    @DynamicPropertySource
    static void ownRedis(DynamicPropertyRegistry registry) {
        registry.add("spring.data.redis.url", () -> "redis://127.0.0.1:" + PORT);
    }

    @Test
    void requestsGoOnQuicklyWhileRedisIsAwayAndLimitsHoldAgainWhenItIsBack() throws Exception {
        String token = member("15100130101");
        assertThat(limitsHold(token)).isTrue();

        redis.stop();
        double uncounted = unavailable();
        assertThat(slowestOf(100, token)).isLessThan(Duration.ofMillis(500));
        assertThat(unavailable()).isGreaterThanOrEqualTo(uncounted + 90);

        redis = start();
        long begun = System.nanoTime();
        while (!limitsHold(token)) {
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
        }
    }

    /** It stands still, connections and all, which is worse than being away: nothing fails, and nothing answers. */
    @Test
    void aRedisThatStandsStillDelaysOneRequestInAPauseAndNoOther() {
        String address = "/v1/plans/999999999";
        api.get(address);
        RedisClient client = RedisClient.create("redis://127.0.0.1:" + PORT);
        try (var connection = client.connect()) {
            var sleep = connection
                    .async()
                    .dispatch(
                            CommandType.DEBUG,
                            new StatusOutput<>(StringCodec.UTF8),
                            new CommandArgs<>(StringCodec.UTF8).add("SLEEP").add("3"));
            double uncounted = unavailable();
            long begun = System.nanoTime();
            for (int n = 0; n < 100; n++) {
                assertThat(api.get(address).status()).isEqualTo(404);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
            assertThat(unavailable()).isGreaterThan(uncounted + 50);
            sleep.toCompletableFuture().join();
        } finally {
            client.shutdown();
        }
    }

    private boolean limitsHold(String token) {
        for (int n = 0; n < 10; n++) {
            if (api.get("/v1/me", token).status() == 429) {
                return true;
            }
        }
        return false;
    }

    private Duration slowestOf(int requests, String token) {
        long slowest = 0;
        for (int n = 0; n < requests; n++) {
            long begun = System.nanoTime();
            assertThat(api.get("/v1/me", token).status()).isEqualTo(200);
            slowest = Math.max(slowest, System.nanoTime() - begun);
        }
        return Duration.ofNanos(slowest);
    }

    private double unavailable() {
        return meters.counter("wellspring.limit.unavailable").count();
    }

    private String member(String phone) {
        return Objects.requireNonNull(members.register(Phone.parse(phone), null)
                        .flatMap(member ->
                                opening.open(SignedIn.Kind.MEMBER, String.valueOf(member.id()), Origin.at("192.0.2.1")))
                        .map(SessionOpening.Opened::tokens)
                        .as(tx::transactional)
                        .block())
                .accessToken();
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static RedisServer start() {
        try {
            RedisServer server = Servers.redisOn(PORT);
            server.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
            return server;
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** With the run and not with the test, so that the application ends before its Redis. */
    private static void stop(RedisServer server) {
        try {
            server.stop();
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
