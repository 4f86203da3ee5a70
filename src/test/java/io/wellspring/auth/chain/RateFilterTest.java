package io.wellspring.auth.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.auth.caller.Origin;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.auth.session.IssuedTokens;
import io.wellspring.auth.session.SessionOpening;
import io.wellspring.member.Members;
import io.wellspring.member.Phone;
import io.wellspring.testing.Api;
import io.wellspring.testing.Api.Answer;
import io.wellspring.testing.Platform;
import io.wellspring.testing.WellspringTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The application behind a proxy on this computer, with rates that are soon used up. */
@WellspringTest
@TestPropertySource(
        properties = {
            "WELLSPRING_TRUSTED_PROXIES=127.0.0.1",
            "wellspring.limit.rates.member-per-second=1",
            "wellspring.limit.rates.member-burst=8",
            "wellspring.limit.rates.address-per-second=1",
            "wellspring.limit.rates.address-burst=8",
            "wellspring.limit.rates.timeout-millis=200",
            "wellspring.limit.rates.pause-millis=1",
            "wellspring.auth.tries.failures-per-name=2"
        })
class RateFilterTest {

    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final String NO_PLAN = "/v1/plans/999999999";
    private static final int ENOUGH = 60;

    @Autowired
    Api api;

    @Autowired
    Members members;

    @Autowired
    SessionOpening opening;

    @Autowired
    TransactionalOperator tx;

    /** A busy machine may keep Redis from answering in time; then all pass uncounted, for a pause. */
    @BeforeEach
    void ratesAreCounted() {
        Platform.until(
                () -> from(address(), NO_PLAN).headers().getFirst("RateLimit-Remaining"),
                remaining -> remaining != null);
    }

    @Test
    void whoCallsTooFastIsToldWhenToCallAgainAndThenPasses() throws InterruptedException {
        String token = member("15190130001").accessToken();
        Answer first = api.get("/v1/me", token);
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.headers().getFirst("RateLimit-Limit")).isEqualTo("8");
        assertThat(first.headers().getFirst("RateLimit-Remaining")).isEqualTo("7");
        assertThat(first.headers().getFirst("RateLimit-Reset")).isEqualTo("1");

        Answer refused = untilRefused(() -> api.get("/v1/me", token));
        assertThat(refused.code()).isEqualTo("too-many-requests");
        assertThat(refused.headers().getFirst("RateLimit-Limit")).isEqualTo("8");
        assertThat(refused.headers().getFirst("RateLimit-Remaining")).isEqualTo("0");
        assertThat(refused.headers().getFirst("RateLimit-Reset")).isIn("7", "8");
        assertThat(refused.headers().getFirst("Retry-After")).isEqualTo("1");
        Thread.sleep(1_000);
        assertThat(api.get("/v1/me", token).status()).isEqualTo(200);
    }

    @Test
    void membersBehindOneAddressHaveRatesOfTheirOwnAndNeedNothingOfTheAddress() {
        String address = address();
        untilRefused(() -> from(address, NO_PLAN));
        String one = member("15190130002").accessToken();
        String other = member("15190130003").accessToken();
        untilRefused(() -> api.get("/v1/me", one));
        Answer answer = Api.now(api.callingWith(
                HttpMethod.GET,
                "/v1/me",
                null,
                Map.of("X-Forwarded-For", address, "Authorization", "Bearer " + other)));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().getFirst("RateLimit-Remaining")).isEqualTo("7");
    }

    @Test
    void whoIsNotSignedInIsCountedByTheAddressThatTheProxySaw() {
        String address = address();
        assertThat(untilRefused(() -> from(address, NO_PLAN)).code()).isEqualTo("too-many-requests");
        assertThat(from("198.51.100.77, " + address, NO_PLAN).status()).isEqualTo(429);
        assertThat(from(address(), NO_PLAN).status()).isEqualTo(404);
    }

    @Test
    void theHouseholdOfAnAddressSharesItsRate() {
        String network = "2001:db8:7:" + Integer.toHexString(NEXT.incrementAndGet());
        untilRefused(() -> from(network + "::" + Integer.toHexString(NEXT.incrementAndGet()), NO_PLAN));
        assertThat(from("[" + network + ":ffff::1]:443", NO_PLAN).status()).isEqualTo(429);
        assertThat(from("2001:db8:8::1", NO_PLAN).status()).isEqualTo(404);
    }

    @Test
    void badTokensAreCountedByTheAddressAndNotForEver401() {
        Map<String, String> forged = Map.of("X-Forwarded-For", address(), "Authorization", "Bearer nonsense");
        Answer first = Api.now(api.callingWith(HttpMethod.GET, "/v1/me", null, forged));
        assertThat(first.code()).isEqualTo("unauthenticated");
        assertThat(first.headers().getFirst("RateLimit-Remaining")).isEqualTo("7");
        Answer refused = untilRefused(() -> Api.now(api.callingWith(HttpMethod.GET, "/v1/me", null, forged)));
        assertThat(refused.code()).isEqualTo("too-many-requests");
        assertThat(refused.headers().getFirst("WWW-Authenticate")).isNull();
    }

    @Test
    void aCallWithoutATokenWhereOneIsNeededCountsOnce() {
        Answer answer = from(address(), "/v1/me");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers().getFirst("RateLimit-Remaining")).isEqualTo("7");
    }

    /** Event loops meet at the connection that all share, and none may stumble there. */
    @Test
    void ofManyAtOnceEachIsServedOrRefused() {
        String token = member("15190130006").accessToken();
        String address = address();
        List<Answer> answers = Objects.requireNonNull(Flux.range(0, 4_000)
                .flatMap(n -> n % 2 == 0 ? calling(address) : api.calling(HttpMethod.GET, "/v1/me", null, token), 64)
                .collectList()
                .block());
        assertThat(answers).extracting(Answer::status).contains(429).isSubsetOf(200, 404, 429);
    }

    /** By the window of guesses here, and by that of codes: the same headers, with the same limits in them. */
    @Test
    void theHeadersOfARefusalDoNotTellWhetherANumberIsRegistered() {
        member("15190130004");
        Answer registered = refusedSignIn("15190130004");
        Answer unknown = refusedSignIn("15190130005");
        assertThat(registered.code()).isEqualTo("too-many-tries");
        assertThat(registered.headers().getFirst("RateLimit-Limit")).isEqualTo("2");
        assertThat(registered.headers().getFirst("RateLimit-Remaining")).isEqualTo("0");
        assertThat(comparable(registered)).isEqualTo(comparable(unknown));

        assertThat(comparable(secondCode("15190130004"))).isEqualTo(comparable(secondCode("15190130005")));
        assertThat(secondCode("15190130004").headers().getFirst("RateLimit-Limit"))
                .isEqualTo("1");
    }

    private Answer refusedSignIn(String phone) {
        var body = Map.of("grant", "PASSWORD", "phone", phone, "password", "not the password");
        String address = address();
        return untilRefused(() -> posting("/v1/tokens", body, address));
    }

    private Answer secondCode(String phone) {
        var body = Map.of("phone", phone, "purpose", "SIGN_IN");
        return untilRefused(() -> posting("/v1/sms-codes", body, address()));
    }

    private Answer posting(String path, Object body, String address) {
        return Api.now(api.callingWith(HttpMethod.POST, path, body, Map.of("X-Forwarded-For", address)));
    }

    /** Every header with its value, except for what differs between any two answers. */
    private static Map<String, Object> comparable(Answer answer) {
        Map<String, Object> headers = new HashMap<>();
        answer.headers().forEach((name, values) -> headers.put(name, values));
        List.of("X-Trace-Id", "RateLimit-Reset", "Retry-After", "Date").forEach(name -> {
            if (headers.containsKey(name)) {
                headers.put(name, "some");
            }
        });
        headers.put("code", answer.code());
        return headers;
    }

    private Mono<Answer> calling(String address) {
        return api.callingWith(HttpMethod.GET, NO_PLAN, null, Map.of("X-Forwarded-For", address));
    }

    private Answer from(String address, String path) {
        return Api.now(api.callingWith(HttpMethod.GET, path, null, Map.of("X-Forwarded-For", address)));
    }

    private static Answer untilRefused(Supplier<Answer> call) {
        return IntStream.range(0, ENOUGH)
                .mapToObj(n -> call.get())
                .filter(answer -> answer.status() == 429)
                .findFirst()
                .orElseThrow(() -> new AssertionError("Nothing was refused."));
    }

    private static String address() {
        return "203.0.113." + NEXT.incrementAndGet();
    }

    private IssuedTokens member(String phone) {
        return Objects.requireNonNull(members.register(Phone.parse(phone), null)
                .flatMap(member ->
                        opening.open(SignedIn.Kind.MEMBER, String.valueOf(member.id()), Origin.at("192.0.2.1")))
                .map(SessionOpening.Opened::tokens)
                .as(tx::transactional)
                .block());
    }
}
