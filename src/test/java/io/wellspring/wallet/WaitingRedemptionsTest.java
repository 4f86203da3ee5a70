package io.wellspring.wallet;

import static io.wellspring.testing.Platform.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.wellspring.testing.Api;
import io.wellspring.testing.Platform;
import io.wellspring.testing.Servers;
import io.wellspring.testing.WellspringTest;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.jdbc.core.simple.JdbcClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Members sell while the plan is slow, busy or stands still: nobody is refused, and nobody holds a connection. */
@WellspringTest
class WaitingRedemptionsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int AT_ONCE = 1_000;

    /** Three times as long as the application lets a caller wait. */
    private static final Duration UNANSWERED = Duration.ofSeconds(15);

    @Autowired
    Platform platform;

    @Autowired
    Api api;

    @Autowired
    MeterRegistry meters;

    @LocalServerPort
    int port;

    private final AtomicInteger unanswered = new AtomicInteger();

    private String plan;
    private Platform.Mall mall;
    private Api.Joined member;

    @BeforeEach
    void aMemberWithUnits() {
        plan = platform.plan(Map.of());
        mall = platform.mall("100000000.00", plan);
        member = platform.member();
        platform.buy(mall, "first", member, "10000.00");
        platform.planAt(plan, 1);
    }

    @Test
    void aThousandWhoWaitHoldNothingAndEachFindsItsResultLater() throws SQLException, IOException {
        List<Timed> answers;
        // The first ones are slow for reasons of a machine that has just started.
        assertThat(Flux.range(0, 200)
                        .flatMap(n -> redeem(member, "warm-" + n, "0.5"), 20)
                        .all(answer -> answer.status() == 200 || answer.status() == 202)
                        .block(PATIENCE))
                .isTrue();
        try (Connection lock = lock()) {
            var sent = Flux.range(0, 1_000)
                    .flatMap(n -> timed(untilAnswered(redeem(member, "wait-" + n, "0.5"))), AT_ONCE)
                    .collectList()
                    .toFuture();
            until(this::waiting, callers -> callers >= AT_ONCE / 5);
            long start = System.nanoTime();
            assertThat(walletOverAnotherConnection()).startsWith("HTTP/1.1 200");
            System.out.printf("wallet while they wait: %d ms%n", (System.nanoTime() - start) / 1_000_000);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            until(this::transactionsOpenForLong, open -> open == 0);

            answers = sent.orTimeout(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
                    .join();
            assertThat(answers).hasSize(1_000).allMatch(timed -> timed.answer().status() == 202);
            assertThat(unanswered).hasValueLessThan(AT_ONCE / 100);
            assertThat(api.get(location(answers.get(0).answer()), member.accessToken())
                            .status())
                    .isEqualTo(202);
            lock.rollback();
        }
        print("1,000 redemptions of a plan that stands still, " + AT_ONCE + " at once", answers);
        platform.planAt(plan, 1_201);
        assertThat(waiting()).isZero();
        assertThat(Flux.fromIterable(answers)
                        .flatMap(timed -> get(location(timed.answer())), 20)
                        .filter(found ->
                                found.status() == 200 && found.string("status").equals("DONE"))
                        .count()
                        .block(PATIENCE))
                .isEqualTo(1_000);
    }

    @Test
    void aLocationTellsItsOwnerAloneWhatBecameOfARedemption() throws SQLException {
        Api.Answer applied;
        Api.Answer refused;
        try (Connection lock = lock()) {
            applied = Api.now(redeem(member, "enough", "1"));
            refused = Api.now(redeem(member, "too-much", "99999"));
            assertThat(List.of(applied.status(), refused.status())).containsOnly(202);
            assertThat(Api.now(redeem(member, "enough", "1")).body()).isEqualTo(applied.body());
            assertThat(Api.now(redeem(member, "enough", "2")).code()).isEqualTo("key-reused");
            assertThat(api.get(location(applied), member.accessToken()).string("status"))
                    .isEqualTo("PENDING");
            lock.rollback();
        }
        platform.planAt(plan, 3);

        Api.Answer done = api.get(location(applied), member.accessToken());
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.body()).isEqualTo(Api.now(redeem(member, "enough", "1")).body());
        assertThat(api.get(location(refused), member.accessToken()).code()).isEqualTo("insufficient-units");
        assertThat(Api.now(redeem(member, "too-much", "99999")).code()).isEqualTo("insufficient-units");
        assertThat(api.get(location(applied), platform.member().accessToken()).status())
                .isEqualTo(404);
    }

    @Test
    void aCallerWhoHangsUpIsForgottenAtOnceAndWhatItAskedForIsDone() throws SQLException, IOException {
        try (Connection lock = lock()) {
            List<Socket> callers = new ArrayList<>();
            for (int n = 0; n < 50; n++) {
                callers.add(calling("hang-up-" + n));
            }
            until(this::waiting, waiting -> waiting == 50);
            long start = System.nanoTime();
            for (Socket caller : callers) {
                caller.close();
            }
            until(this::waiting, waiting -> waiting == 0);
            System.out.printf("forgotten after %d ms%n", (System.nanoTime() - start) / 1_000_000);
            lock.rollback();
        }
        platform.planAt(plan, 51);
        assertThat(Api.now(redeem(member, "hang-up-7", "0.5")).status()).isEqualTo(200);
    }

    @Test
    void membersSellWhileOrdersStreamInAndEveryoneIsAnswered() {
        List<Api.Joined> members = Flux.range(0, 200)
                .flatMap(
                        n -> Mono.fromCallable(platform::member)
                                .subscribeOn(reactor.core.scheduler.Schedulers.boundedElastic()),
                        4)
                .collectList()
                .block(PATIENCE);
        platform.sendLines(mall, lines(members, 200, "their-first"));
        platform.planAt(plan, 201);

        var orders = Mono.fromCallable(() -> platform.sendLines(mall, lines(members, 4_000, "stream")))
                .subscribeOn(reactor.core.scheduler.Schedulers.boundedElastic())
                .toFuture();
        List<Timed> answers = Flux.fromIterable(members)
                .flatMap(seller -> timed(redeem(seller, "sale", "1")), 50)
                .collectList()
                .block(PATIENCE);

        print("200 redemptions among 4,000 orders", answers);
        assertThat(orders.join()).hasSize(4_000);
        assertThat(answers)
                .hasSize(200)
                .allMatch(timed ->
                        timed.answer().status() == 200 || timed.answer().status() == 202);
    }

    private String lines(List<Api.Joined> members, int count, String name) {
        return IntStream.range(0, count)
                .mapToObj(n ->
                        "{\"orderId\":\"%s-%s-%d\",\"memberId\":\"%d\",\"planIds\":[\"%s\"],\"amount\":\"100.00\",\"paidAt\":\"{paidAt}\"}\n"
                                .replace("{paidAt}", Platform.PAID_AT)
                                .formatted(
                                        name,
                                        plan,
                                        n,
                                        members.get(n % members.size()).memberId(),
                                        plan))
                .reduce(new StringBuilder(), StringBuilder::append, StringBuilder::append)
                .toString();
    }

    private Mono<Api.Answer> redeem(Api.Joined seller, String key, String units) {
        return api.callingWith(
                HttpMethod.POST,
                "/v1/me/redemptions",
                Map.of("planId", plan, "units", units),
                Map.of("Authorization", "Bearer " + seller.accessToken(), "Idempotency-Key", key + "-" + plan));
    }

    /** A thousand connections at once may lose one; its caller asks again under the same key, as an app does. */
    private Mono<Api.Answer> untilAnswered(Mono<Api.Answer> call) {
        return call.timeout(UNANSWERED)
                .doOnError(lost -> System.out.printf("unanswered %d: %s%n", unanswered.incrementAndGet(), lost))
                .retry(1);
    }

    private Mono<Api.Answer> get(String location) {
        return api.calling(HttpMethod.GET, location, null, member.accessToken());
    }

    private Socket calling(String key) throws IOException {
        String body = "{\"planId\":\"%s\",\"units\":\"0.5\"}".formatted(plan);
        Socket socket = new Socket("127.0.0.1", port);
        send(
                socket,
                "POST /v1/me/redemptions HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer " + member.accessToken()
                        + "\r\nIdempotency-Key: " + key + "-" + plan
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                        + body);
        return socket;
    }

    /** The other connections of the client are taken by those who wait. */
    private String walletOverAnotherConnection() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            send(
                    socket,
                    "GET /v1/me/wallet HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer " + member.accessToken()
                            + "\r\n\r\n");
            byte[] answer = new byte[64];
            return new String(answer, 0, socket.getInputStream().read(answer), StandardCharsets.US_ASCII);
        }
    }

    private static void send(Socket socket, String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    private static String location(Api.Answer answer) {
        return String.valueOf(answer.headers().getFirst("Location"));
    }

    private int waiting() {
        return (int) meters.get("wellspring.plan.callers.waiting").gauge().value();
    }

    /** Beside the one that holds the plan's row. */
    private int transactionsOpenForLong() {
        return JdbcClient.create(Servers.postgresql().getPostgresDatabase())
                .sql("""
                        SELECT count(*) FROM pg_stat_activity
                         WHERE datname = current_database() AND pid <> pg_backend_pid()
                           AND backend_type = 'client backend' AND clock_timestamp() - xact_start > interval '500 ms'
                           AND query NOT LIKE 'SELECT FROM plan WHERE id = %'
                        """)
                .query(Integer.class)
                .single();
    }

    private Connection lock() throws SQLException {
        Connection connection = Servers.postgresql().getPostgresDatabase().getConnection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT FROM plan WHERE id = " + plan + " FOR NO KEY UPDATE");
        }
        return connection;
    }

    private static Mono<Timed> timed(Mono<Api.Answer> call) {
        return call.elapsed().map(answer -> new Timed(answer.getT1(), answer.getT2()));
    }

    private static void print(String what, List<Timed> answers) {
        long[] millis = answers.stream().mapToLong(Timed::millis).sorted().toArray();
        System.out.printf(
                "%s: median %d ms, p99 %d ms, longest %d ms%n",
                what, millis[millis.length / 2], millis[millis.length * 99 / 100], millis[millis.length - 1]);
    }

    private record Timed(long millis, Api.Answer answer) {}
}
