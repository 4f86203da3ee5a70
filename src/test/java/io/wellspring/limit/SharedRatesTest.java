package io.wellspring.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.ScriptOutputType;
import io.wellspring.testing.Seeds;
import io.wellspring.testing.Servers;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;

/** Three nodes on one Redis. */
class SharedRatesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PER_SECOND = 50;
    private static final int BURST = 20;

    private static List<LimitNode> nodes;

    @BeforeAll
    static void start() {
        nodes = Stream.generate(SharedRatesTest::node).limit(3).toList();
    }

    @AfterAll
    static void stop() {
        nodes.forEach(LimitNode::close);
    }

    static LongStream seeds() {
        return Seeds.some(3);
    }

    /** Never more than the burst and what time brought back, and, while all ask without end, not less either. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void allNodesTogetherLetPassTheBurstAndThePaceAndNoMore(long seed) {
        Random random = new Random(seed);
        String member = member();
        long start = nodes.get(0).clock();
        long passed = 0;
        for (int round = 0; round < 8; round++) {
            passed += Flux.range(0, 40 + random.nextInt(200))
                    .flatMap(n -> nodes.get(n % nodes.size()).rates().take(RatedBy.MEMBER, member), 64)
                    .filter(allowance -> allowance.limit() != null && allowance.passes())
                    .count()
                    .block(PATIENCE);
            long elapsed = nodes.get(0).clock() - start;
            assertThat(passed).as("seed %d", seed).isLessThanOrEqualTo(BURST + elapsed * PER_SECOND / 1_000_000);
            sleep(random.nextInt(150));
        }
        assertThat(passed).as("seed %d", seed).isGreaterThanOrEqualTo(BURST);
    }

    @Test
    void ofAThousandTakesAtOnceExactlyTheBurstPassesAndWhatCameBackMeanwhile() {
        String operator = member();
        long start = nodes.get(0).clock();
        Long passed = Flux.range(0, 1_000)
                .flatMap(n -> nodes.get(n % nodes.size()).rates().take(RatedBy.OPERATOR, operator), 64)
                .filter(allowance -> allowance.limit() != null && allowance.passes())
                .count()
                .block(PATIENCE);
        long seconds = (nodes.get(0).clock() - start) / 1_000_000;
        assertThat(passed).isBetween((long) BURST, BURST + seconds);
    }

    @Test
    void whatIsLeftIsToldAndWhoWaitsAsLongAsToldPasses() {
        String member = member();
        var first = Objects.requireNonNull(take(RatedBy.MEMBER, member).limit());
        assertThat(first.limit()).isEqualTo(BURST);
        assertThat(first.remaining()).isEqualTo(BURST - 1);
        assertThat(first.reset()).isEqualTo(Duration.ofMillis(1_000 / PER_SECOND));
        for (int round = 0; round < 20; round++) {
            Allowance refused = untilRefused(member);
            assertThat(Objects.requireNonNull(refused.limit()).remaining()).isZero();
            assertThat(refused.retryAfter()).isBetween(Duration.ofNanos(1), Duration.ofMillis(1_000 / PER_SECOND));
            sleep(refused.retryAfter().toMillis() + 1);
            assertThat(take(RatedBy.MEMBER, member).passes()).isTrue();
        }
    }

    @Test
    void subjectsAndKindsHaveAllowancesOfTheirOwn() {
        String member = member();
        untilRefused(member);
        assertThat(take(RatedBy.OPERATOR, member).passes()).isTrue();
        assertThat(take(RatedBy.MEMBER, member()).passes()).isTrue();
    }

    @Test
    void whatIsRememberedOfACallerIsGoneWhenTheAllowanceIsWholeAgain() {
        String member = member();
        take(RatedBy.MEMBER, member);
        sleep(1_000 / PER_SECOND + 10);
        assertThat(ask("return redis.call('EXISTS', KEYS[1])", member)).isEqualTo(0);
    }

    @Test
    void aClockThatWasSetBackShutsNobodyOutForLongerThanAnAllowanceTakes() {
        String member = member();
        ask("return redis.call('SET', KEYS[1], '9000000000000000') and 1", member);
        Allowance refused = take(RatedBy.MEMBER, member);
        assertThat(refused.passes()).isFalse();
        assertThat(refused.retryAfter()).isEqualTo(Duration.ofMillis(1_000 / PER_SECOND));
    }

    @Test
    void aRedisThatForgotTheScriptLearnsItAgain() {
        String member = member();
        untilRefused(member);
        nodes.get(0).redis().scriptFlush().toCompletableFuture().join();
        assertThat(take(RatedBy.MEMBER, member).limit()).isNotNull();
    }

    @Test
    void refusalsAreCounted() {
        double before = refusals();
        untilRefused(member());
        assertThat(refusals()).isEqualTo(before + 1);
    }

    private static double refusals() {
        return nodes.stream()
                .mapToDouble(node -> node.count("wellspring.limit.refused", "limit", "member"))
                .sum();
    }

    private static Allowance untilRefused(String member) {
        for (int tries = 0; tries < 10_000; tries++) {
            Allowance allowance = take(RatedBy.MEMBER, member);
            if (!allowance.passes()) {
                return allowance;
            }
        }
        throw new AssertionError("All passed.");
    }

    private static Allowance take(RatedBy by, String subject) {
        return Objects.requireNonNull(nodes.get(0).rates().take(by, subject).block(PATIENCE));
    }

    private static long ask(String script, String member) {
        return nodes.get(0)
                .redis()
                .<Long>eval(script, ScriptOutputType.INTEGER, "rate:{member:" + member + "}")
                .toCompletableFuture()
                .join();
    }

    private static String member() {
        return UUID.randomUUID().toString();
    }

    private static LimitNode node() {
        try {
            return LimitNode.on(
                            Servers.redisPort(),
                            "rates.member-per-second=" + PER_SECOND,
                            "rates.member-burst=" + BURST,
                            "rates.operator-per-second=1",
                            "rates.operator-burst=" + BURST,
                            "rates.timeout-millis=200")
                    .counting();
        } catch (InterruptedException ended) {
            throw new IllegalStateException(ended);
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException ended) {
            throw new IllegalStateException(ended);
        }
    }
}
