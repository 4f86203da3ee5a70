package io.wellspring.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.auth.challenge.Challenge;
import io.wellspring.testing.Api;
import io.wellspring.testing.Platform;
import io.wellspring.testing.TestOutbox;
import io.wellspring.testing.WellspringTest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.TestPropertySource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Thousands of numbers from hundreds of addresses ask for codes that nobody will use. */
@WellspringTest
@Import(AttackTest.Puzzle.class)
@TestPropertySource(
        properties = {
            "wellspring.auth.challenge.provider=puzzle",
            "wellspring.limit.trusted-proxies=127.0.0.1",
            "wellspring.auth.codes.per-address-per-hour=30",
            "wellspring.sms.budget.per-day=800",
            "wellspring.sms.budget.per-day-unchallenged=600"
        })
class AttackTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int NUMBERS = 5_000;
    private static final int ADDRESSES = 200;
    private static final int AT_ONCE = 50;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    @Autowired
    Api api;

    @Autowired
    Platform platform;

    @Autowired
    TestOutbox outbox;

    @Autowired
    ReactiveStringRedisTemplate redis;

    private final int first = ThreadLocalRandom.current().nextInt(10_000_000, 90_000_000);

    @TestConfiguration(proxyBeanMethods = false)
    static class Puzzle {
        @Bean
        Challenge puzzle() {
            return answer -> Mono.just(answer.equals("42"));
        }
    }

    @BeforeEach
    void nothingIsSpent() {
        redis.delete(redis.keys("{sms-limits}:*")).block(PATIENCE);
    }

    @Test
    void itStaysWithinTheBudgetAndNeitherMembersNorThoseWhoJoinAreKeptOut() {
        int before = outbox.count();
        Api.Joined member = platform.member();

        Mono<List<Integer>> attack = Flux.range(0, NUMBERS)
                .flatMap(this::attack, AT_ONCE)
                .map(Api.Answer::status)
                .collectList();
        Flux<Look> looks = Flux.interval(BETWEEN_LOOKS).onBackpressureDrop().concatMap(n -> look(member));
        List<Look> seen = new CopyOnWriteArrayList<>();
        Disposable looking = looks.subscribe(seen::add);
        List<Integer> statuses = Objects.requireNonNull(attack.block(PATIENCE));
        looking.dispose();

        assertThat(statuses).hasSize(NUMBERS).containsOnly(202, 429);
        assertThat(outbox.count() - before).isBetween(500, 600);
        assertThat(seen).hasSizeGreaterThan(20).allSatisfy(look -> {
            assertThat(look.status()).isEqualTo(200);
            assertThat(look.took()).isLessThan(A_MOMENT);
        });

        for (int honest = 0; honest < 20; honest++) {
            String phone = Platform.freshPhone();
            assertThat(ask(phone, "203.0.113.7", null).code()).isEqualTo("challenge-required");
            assertThat(ask(phone, "203.0.113.7", "42").status()).isEqualTo(202);
            Api.Answer joined = api.post("/v1/registrations", Map.of("phone", phone, "code", outbox.codeFor(phone)));
            assertThat(joined.status()).as(joined.text()).isEqualTo(201);
        }

        Flux.range(NUMBERS, 400)
                .flatMap(i -> asking(number(i), "198.51.100.9", "42"), AT_ONCE)
                .blockLast(PATIENCE);
        assertThat(outbox.count() - before).isEqualTo(800);
        assertThat(ask(Platform.freshPhone(), "203.0.113.8", "42").code()).isEqualTo("sms-unavailable");
    }

    @Test
    void anAddressThatSolvesEveryChallengeIsStillBounded() {
        List<Integer> statuses = Objects.requireNonNull(Flux.range(20_000, 400)
                .flatMap(i -> asking(number(i), "198.51.100.77", "42"), AT_ONCE)
                .map(Api.Answer::status)
                .collectList()
                .block(PATIENCE));
        assertThat(statuses).filteredOn(status -> status == 202).hasSize(30 + 300);
    }

    private Mono<Api.Answer> attack(int i) {
        return asking(number(i), "10." + i % ADDRESSES + ".0.1", null);
    }

    /** What a member who is signed in finds at the wallet, and after what wait. */
    private record Look(int status, Duration took) {}

    private Mono<Look> look(Api.Joined member) {
        return api.calling(HttpMethod.GET, "/v1/me/wallet", null, member.accessToken())
                .elapsed()
                .map(answer -> new Look(answer.getT2().status(), Duration.ofMillis(answer.getT1())));
    }

    private Api.Answer ask(String phone, String address, @Nullable String challenge) {
        return Api.now(asking(phone, address, challenge));
    }

    private Mono<Api.Answer> asking(String phone, String address, @Nullable String challenge) {
        Map<String, Object> body = new HashMap<>(Map.of("phone", phone, "purpose", "REGISTER"));
        if (challenge != null) {
            body.put("challenge", challenge);
        }
        return api.callingWith(HttpMethod.POST, "/v1/sms-codes", body, Map.of("X-Forwarded-For", address));
    }

    private String number(int i) {
        return "137" + (first + i);
    }
}
