package io.wellspring.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.auth.challenge.GuessRefusal;
import io.wellspring.refusal.Refusal;
import io.wellspring.sms.SmsRefusal;
import io.wellspring.testing.Seeds;
import io.wellspring.testing.Servers;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Two nodes on one Redis. */
class SharedWindowsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int STEPS = 150;

    private static LimitNode one;
    private static LimitNode two;

    @BeforeAll
    static void start() throws InterruptedException {
        one = LimitNode.on(Servers.redisPort()).counting();
        two = LimitNode.on(Servers.redisPort()).counting();
    }

    @AfterAll
    static void stop() {
        one.close();
        two.close();
    }

    @Test
    void ofAThousandTakesAtOnceOnTwoNodesExactlyAsManyPassAsTheWindowHolds() {
        List<Window> window = List.of(hourly(5, subject()));
        List<Boolean> passed = Flux.range(0, 1_000)
                .flatMap(n -> passes(n % 2 == 0 ? one : two, window), 500)
                .collectList()
                .block(PATIENCE);
        assertThat(passed).hasSize(1_000).filteredOn(pass -> pass).hasSize(5);
    }

    static LongStream seeds() {
        return Seeds.some(8);
    }

    /** What was sent is held against a plain list of times, on both nodes, and with a liking for the windows' edges. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void inARandomHistoryNoStretchOfAWindowsLengthEverHoldsMore(long seed) {
        Random random = new Random(seed);
        String subject = subject();
        List<Window> windows = List.of(
                new Window(subject, 10, Duration.ofDays(1), SmsRefusal.TOO_MANY_CODES),
                new Window(subject, 5, Duration.ofHours(1), SmsRefusal.TOO_MANY_CODES),
                new Window(subject, 1, Duration.ofMinutes(1), SmsRefusal.TOO_MANY_CODES));
        WindowModel model = new WindowModel(windows);
        Duration wait = Duration.ZERO;
        for (int step = 0; step < STEPS; step++) {
            Duration time = time(random, wait);
            one.pass(time);
            model.pass(time);
            long before = one.clock();
            Refusal refused = refusal(random.nextBoolean() ? one : two, windows);
            model.told(before, one.clock(), refused == null);
            wait = refused == null ? Duration.ZERO : Objects.requireNonNull(refused.retryAfter());
        }
        assertThat(model.sent()).as("seed %d sends now and then", seed).isGreaterThan(20);
    }

    @Test
    void whoWaitsAsLongAsToldPassesAndWhoComesALittleEarlierDoesNot() {
        List<Window> windows = List.of(
                hourly(2, subject()), new Window(subject(), 1, Duration.ofHours(2), GuessRefusal.TOO_MANY_TRIES));
        assertThat(refusal(one, windows)).isNull();
        Refusal refused = Objects.requireNonNull(refusal(two, windows));
        assertThat(refused.code()).isEqualTo(GuessRefusal.TOO_MANY_TRIES);
        Duration wait = Objects.requireNonNull(refused.retryAfter());
        one.pass(wait.minusSeconds(10));
        assertThat(refusal(two, windows)).isNotNull();
        one.pass(Duration.ofSeconds(10));
        assertThat(refusal(two, windows)).isNull();
    }

    @Test
    void aRefusalTellsTheWindowOfItsOwnSubjectAndNotOneThatAllShare() {
        String shared = "{test-" + UUID.randomUUID() + "}:budget";
        List<Window> budget = List.of(new Window(shared, 1, Duration.ofHours(1), SmsRefusal.SMS_UNAVAILABLE));
        List<Window> own = List.of(hourly(1, subject()));
        assertThat(refusal(one, own)).isNull();
        assertThat(refusal(one, budget)).isNull();

        var limit =
                Objects.requireNonNull(Objects.requireNonNull(refusal(one, own)).limit());
        assertThat(limit.limit()).isEqualTo(1);
        assertThat(limit.remaining()).isZero();
        assertThat(limit.reset()).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
        assertThat(Objects.requireNonNull(refusal(one, budget)).limit()).isNull();
    }

    @Test
    void refusalsAreCounted() {
        List<Window> window = List.of(hourly(1, subject()));
        double before = one.count("wellspring.limit.refused", "limit", "too-many-codes");
        refusal(one, window);
        assertThat(one.count("wellspring.limit.refused", "limit", "too-many-codes"))
                .isEqualTo(before);
        refusal(one, window);
        assertThat(one.count("wellspring.limit.refused", "limit", "too-many-codes"))
                .isEqualTo(before + 1);
    }

    /** Often to just before or just after the next one would pass. */
    private static Duration time(Random random, Duration wait) {
        return switch (random.nextInt(6)) {
            case 0, 1 -> wait.plusMillis(1 + random.nextInt(3));
            case 2 -> wait.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ZERO : wait.minusMillis(random.nextInt(500));
            case 3 -> Duration.ofMinutes(random.nextInt(30));
            case 4 -> Duration.ofSeconds(random.nextInt(61));
            default -> Duration.ofHours(random.nextInt(5));
        };
    }

    private static Window hourly(int limit, String subject) {
        return new Window(subject, limit, Duration.ofHours(1), SmsRefusal.TOO_MANY_CODES);
    }

    private static String subject() {
        return "{window-test}:subject:" + UUID.randomUUID();
    }

    private static Mono<Boolean> passes(LimitNode node, List<Window> windows) {
        return node.windows()
                .take(windows)
                .map(place -> true)
                .onErrorResume(Refusal.class, refused -> Mono.just(false));
    }

    private static Refusal refusal(LimitNode node, List<Window> windows) {
        return node.windows()
                .take(windows)
                .flatMap(place -> Mono.<Refusal>empty())
                .onErrorResume(Refusal.class, Mono::just)
                .block(PATIENCE);
    }
}
