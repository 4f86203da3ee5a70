package io.wellspring.auth.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellspring.auth.caller.AuthSettings;
import io.wellspring.auth.caller.OperatorRequest;
import io.wellspring.auth.caller.Origin;
import io.wellspring.auth.caller.Settings;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.auth.challenge.Guesses;
import io.wellspring.auth.challenge.TriedName;
import io.wellspring.auth.mall.MallChanges;
import io.wellspring.auth.mall.MallTerms;
import io.wellspring.auth.operator.Operators;
import io.wellspring.auth.password.PasswordHasher;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import io.wellspring.testing.Api;
import io.wellspring.testing.PassingTime;
import io.wellspring.testing.WellspringTest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@WellspringTest
class SignInTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PASSWORD = "correct horse battery";

    @Autowired
    Api api;

    @Autowired
    PassingTime time;

    @Autowired
    Operators operators;

    @Autowired
    Guesses guesses;

    @Autowired
    MallChanges malls;

    @Autowired
    DatabaseClient db;

    @Test
    void aMemberSignsInByPassword() {
        String member = joinWithPassword("13700130001");
        var tokens = tokens("PASSWORD", "phone", "137 0013 0001", "password", PASSWORD);
        assertThat(tokens.status()).isEqualTo(200);
        assertThat(tokens.body().propertyNames())
                .containsExactlyInAnyOrder("accessToken", "refreshToken", "expiresInSeconds");
        assertThat(api.get("/v1/me", tokens.string("accessToken")).string("id")).isEqualTo(member);
    }

    @Test
    void aMemberSignsInByCodeAndSomebodyUnknownIsToldOnlyThen() {
        api.registerMember("13700130002");
        time.pass(Duration.ofMinutes(1));
        var tokens = tokens("SMS_CODE", "phone", "13700130002", "code", api.codeFor("13700130002", "SIGN_IN"));
        assertThat(tokens.status()).isEqualTo(200);
        var unknown = tokens("SMS_CODE", "phone", "13700130003", "code", api.codeFor("13700130003", "SIGN_IN"));
        assertThat(unknown.code()).isEqualTo("not-registered");
    }

    @Test
    void anUnknownNumberAMissingAndAWrongPasswordGetTheSameAnswer() {
        joinWithPassword("13700130004");
        api.registerMember("13700130005");
        for (String phone : List.of("13700130004", "13700130005", "13700130006")) {
            var refused = tokens("PASSWORD", "phone", phone, "password", "wrong password");
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.code()).isEqualTo("sign-in-failed");
            assertThat(refused.body().path("about").isMissingNode()).isTrue();
        }
    }

    @Test
    void whoeverGuessesFromOneAddressLocksNobodyOutAtAnother() {
        Mono<String> wrong = Mono.error(() -> Refusal.of(GeneralRefusal.SIGN_IN_FAILED));
        for (int n = 0; n < 12; n++) {
            guesses.bounded(TriedName.operator("guessed"), Origin.at("192.0.2.1"), wrong)
                    .onErrorComplete(Refusal.class)
                    .block(PATIENCE);
        }

        assertThatThrownBy(
                        () -> guesses.bounded(TriedName.operator("guessed"), Origin.at("192.0.2.1"), Mono.just("right"))
                                .block(PATIENCE))
                .hasMessage("too-many-tries");
        assertThat(guesses.bounded(TriedName.operator("guessed"), Origin.at("192.0.2.2"), Mono.just("right"))
                        .block(PATIENCE))
                .isEqualTo("right");
    }

    @Test
    void afterTenFailuresNoMoreAreLookedAtUntilTheWindowHasPassed() {
        joinWithPassword("13700130007");
        List<String> codes = Flux.range(0, 30)
                .flatMap(
                        i -> api.calling(
                                HttpMethod.POST,
                                "/v1/tokens",
                                Map.of("grant", "PASSWORD", "phone", "13700130007", "password", "wrong password " + i),
                                null),
                        30)
                .map(Api.Answer::code)
                .collectList()
                .block(PATIENCE);
        assertThat(codes).filteredOn("sign-in-failed"::equals).hasSize(10);
        assertThat(codes).filteredOn("too-many-tries"::equals).hasSize(20);
        var right = tokens("PASSWORD", "phone", "13700130007", "password", PASSWORD);
        assertThat(right.code()).isEqualTo("too-many-tries");
        assertThat(right.headers().getFirst("Retry-After")).isNotNull();
        time.pass(Duration.ofMinutes(15));
        assertThat(tokens("PASSWORD", "phone", "13700130007", "password", PASSWORD)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void signingInRightlyUsesUpNoTries() {
        joinWithPassword("13700130008");
        for (int i = 0; i < 12; i++) {
            assertThat(tokens("PASSWORD", "phone", "13700130008", "password", PASSWORD)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void onlyTheFirstOperatorIsMadeFromOutsideAndSignsInByName() {
        db.sql("DELETE FROM operator").then().block(PATIENCE);
        operators.ensureFirst("first", "a password of some length").block(PATIENCE);
        assertThat(operators.ensureFirst("second", "a password of some length").block(PATIENCE))
                .isFalse();
        var tokens = tokens("PASSWORD", "operatorName", "first", "password", "a password of some length");
        assertThat(tokens.status()).isEqualTo(200);
        assertThat(api.get("/v1/me", tokens.string("accessToken")).status()).isEqualTo(403);
        assertThat(tokens("PASSWORD", "operatorName", "second", "password", "a password of some length")
                        .code())
                .isEqualTo("sign-in-failed");
    }

    @Test
    void ofManyNodesThatStartAtOnceOneMakesTheFirstOperator() {
        db.sql("DELETE FROM operator").then().block(PATIENCE);
        List<Boolean> made = Flux.range(0, 8)
                .flatMap(i -> operators.ensureFirst("node " + i, "a password of some length"), 8)
                .collectList()
                .block(PATIENCE);
        assertThat(made).hasSize(8).filteredOn(Boolean::booleanValue).hasSize(1);
    }

    @Test
    void aMallSignsInByItsSecretAndGetsNoRefreshToken() {
        MallTerms terms = new MallTerms("A mall", new TreeSet<>(List.of(1L, 2L)), 100_00);
        OperatorRequest by = OperatorRequest.by(new SignedIn(SignedIn.Kind.OPERATOR, "1", null));
        var mall = Objects.requireNonNull(malls.create(by, terms).block(PATIENCE));
        var tokens = tokens("CLIENT_CREDENTIALS", "clientId", mall.mallId(), "clientSecret", mall.secret());
        assertThat(tokens.status()).isEqualTo(200);
        assertThat(tokens.body().has("refreshToken")).isFalse();
        assertThat(tokens("CLIENT_CREDENTIALS", "clientId", mall.mallId(), "clientSecret", "wrong")
                        .code())
                .isEqualTo("sign-in-failed");
        assertThat(tokens("CLIENT_CREDENTIALS", "clientId", "nobody", "clientSecret", "wrong")
                        .code())
                .isEqualTo("sign-in-failed");
    }

    @Test
    void eachGrantHasItsFieldsAndNoOthers() {
        assertThat(tokens("PASSWORD", "phone", "13700130001").body().path("about"))
                .hasToString("{\"field\":\"password\"}");
        assertThat(tokens("SMS_CODE", "phone", "13700130001", "code", "123456", "password", "x")
                        .code())
                .isEqualTo("unknown-field");
        for (var neitherOrBoth : List.of(
                tokens("PASSWORD", "password", "x"),
                tokens("PASSWORD", "operatorName", "a", "phone", "13700130001", "password", "x"))) {
            assertThat(neitherOrBoth.code()).isEqualTo("one-field-required");
            assertThat(neitherOrBoth.body().path("about")).hasToString("{\"fields\":[\"phone\",\"operatorName\"]}");
        }
        assertThat(tokens("magic").code()).isEqualTo("wrong-type");
        assertThat(api.post("/v1/tokens", Map.of()).code()).isEqualTo("missing-field");
        assertThat(tokens("PASSWORD", "operatorName", "a\0b", "password", "x").code())
                .isEqualTo("invalid-field");
    }

    @Test
    void aPasswordBeyondWhatTheThreadsCanTakeIsRefusedAndNotQueuedForEver() {
        PasswordHasher small = new PasswordHasher(Settings.with(new AuthSettings.Passwords(1, 2, 20)));
        List<String> outcomes = Flux.range(0, 10)
                .flatMap(
                        i -> small.hash(PASSWORD)
                                .map(hash -> "hashed")
                                .onErrorResume(refused -> Mono.just(refused.getMessage())),
                        10)
                .collectList()
                .block(PATIENCE);
        assertThat(outcomes).filteredOn("hashed"::equals).hasSizeBetween(2, 4);
        assertThat(outcomes).filteredOn("busy"::equals).hasSizeBetween(6, 8);
        small.stop();
    }

    @Test
    void aStormOfSignInsNeverMakesAnEventLoopWaitForAPlaceInTheQueue() {
        PasswordHasher small = new PasswordHasher(Settings.with(new AuthSettings.Passwords(1, 2, 20)));
        List<String> outcomes = Flux.range(0, 100_000)
                .parallel(4)
                .runOn(Schedulers.parallel())
                .flatMap(i -> small.hash(PASSWORD)
                        .map(hash -> "hashed")
                        .onErrorResume(Refusal.class, refused -> Mono.just(refused.getMessage())))
                .sequential()
                .distinct()
                .collectList()
                .block(PATIENCE);
        assertThat(outcomes).containsOnly("hashed", "busy");
        small.stop();
    }

    private String joinWithPassword(String phone) {
        var joined = api.post(
                "/v1/registrations",
                Map.of("phone", phone, "code", api.codeFor(phone, "REGISTER"), "password", PASSWORD));
        return joined.body().path("member").path("id").asString();
    }

    private Api.Answer tokens(String grant, String... fields) {
        Map<String, String> body = new HashMap<>(Map.of("grant", grant));
        for (int i = 0; i < fields.length; i += 2) {
            body.put(fields[i], fields[i + 1]);
        }
        return api.post("/v1/tokens", body);
    }
}
