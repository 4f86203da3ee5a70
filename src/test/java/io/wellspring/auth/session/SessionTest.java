package io.wellspring.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.auth.caller.SignedIn;
import io.wellspring.testing.Api;
import io.wellspring.testing.Servers;
import io.wellspring.testing.WellspringTest;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@WellspringTest
class SessionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Autowired
    Api api;

    @Autowired
    Sessions sessions;

    @Autowired
    ReactiveJwtDecoder decoder;

    @Autowired
    DatabaseClient db;

    @Autowired
    ReactiveStringRedisTemplate redis;

    @Test
    void aRefreshTokenIsExchangedForTheNextAndTheSessionGoesOn() {
        var joined = api.registerMember("13300130001");
        var first = renew(joined.refreshToken());
        assertThat(first.status()).isEqualTo(200);
        var second = renew(first.string("refreshToken"));
        assertThat(second.status()).isEqualTo(200);
        assertThat(caller(second.string("accessToken")))
                .usingRecursiveComparison()
                .ignoringFields("expiresAt")
                .isEqualTo(caller(joined.accessToken()));
        assertThat(api.get("/v1/me", second.string("accessToken")).status()).isEqualTo(200);
    }

    @Test
    void aRepeatAfterALostAnswerGetsTheSameSuccessor() {
        var joined = api.registerMember("13300130002");
        String lost = renew(joined.refreshToken()).string("refreshToken");
        var again = renew(joined.refreshToken());
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.string("refreshToken")).isEqualTo(lost);
        assertThat(renew(lost).status()).isEqualTo(200);
    }

    @Test
    void aRepeatAfterTheSuccessorWasUsedEndsTheSessionForGood() {
        var joined = api.registerMember("13300130003");
        String successor = renew(joined.refreshToken()).string("refreshToken");
        var newest = renew(successor);
        assertThat(renew(joined.refreshToken()).code()).isEqualTo("session-ended");
        assertThat(renew(newest.string("refreshToken")).code()).isEqualTo("session-ended");
        assertThat(api.get("/v1/me", newest.string("accessToken")).code()).isEqualTo("session-ended");
        assertThat(confirmed(caller(joined.accessToken()))).isEqualTo("session-ended");
    }

    @Test
    void aRepeatAfterTheGraceEndsTheSessionForGood() {
        var joined = api.registerMember("13300130004");
        var successor = renew(joined.refreshToken());
        execute("UPDATE refresh_token SET used_at = used_at - interval '61 seconds' WHERE session_id = :id", joined);
        assertThat(renew(joined.refreshToken()).code()).isEqualTo("session-ended");
        assertThat(renew(successor.string("refreshToken")).code()).isEqualTo("session-ended");
    }

    @Test
    void howeverManyExchangeOneTokenAtOnceOneUnusedTokenRemains() {
        var joined = api.registerMember("13300130005");
        List<Api.Answer> answers = Flux.range(0, 20)
                .flatMap(
                        i -> api.calling(
                                HttpMethod.POST,
                                "/v1/tokens",
                                Map.of("grant", "REFRESH_TOKEN", "refreshToken", joined.refreshToken()),
                                null),
                        20)
                .collectList()
                .block(PATIENCE);
        assertThat(answers).allMatch(answer -> answer.status() == 200);
        Long unused = db.sql("SELECT count(*) FROM refresh_token WHERE session_id = :id AND used_at IS NULL")
                .bind("id", Objects.requireNonNull(caller(joined.accessToken()).session()))
                .mapValue(Long.class)
                .one()
                .block(PATIENCE);
        assertThat(unused).isEqualTo(1);
        assertThat(answers.stream().map(answer -> answer.string("refreshToken")).distinct())
                .hasSize(1);
    }

    @Test
    void aSessionThatNobodyUsedForItsDaysIsOver() {
        var joined = api.registerMember("13300130006");
        execute("UPDATE session SET expires_at = now() - interval '1 second' WHERE id = :id", joined);
        assertThat(renew(joined.refreshToken()).code()).isEqualTo("session-ended");
        assertThat(confirmed(caller(joined.accessToken()))).isEqualTo("session-ended");
    }

    @Test
    void whoeverSignsOutIsKnownAsSignedOutEverywhere() {
        var joined = api.registerMember("13300130007");
        SignedIn caller = caller(joined.accessToken());
        assertThat(confirmed(caller)).isEqualTo("confirmed");
        assertThat(api.delete("/v1/tokens/current", joined.accessToken()).status())
                .isEqualTo(204);
        assertThat(api.get("/v1/me", joined.accessToken()).code()).isEqualTo("session-ended");
        assertThat(renew(joined.refreshToken()).code()).isEqualTo("session-ended");
        assertThat(confirmed(caller)).isEqualTo("session-ended");
    }

    @Test
    void valueIsSafeEvenWhenRedisHasForgottenThatASessionEnded() {
        var joined = api.registerMember("13300130008");
        api.delete("/v1/tokens/current", joined.accessToken());
        redis.delete(redis.keys("session-ended:*")).block(PATIENCE);
        assertThat(api.get("/v1/me", joined.accessToken()).status()).isEqualTo(200);
        assertThat(confirmed(caller(joined.accessToken()))).isEqualTo("session-ended");
    }

    @Test
    void aRedisThatHangsHoldsUpNoReader() throws IOException {
        var joined = api.registerMember("13300130010");
        hangRedis(Duration.ofSeconds(3));
        Instant before = Instant.now();
        assertThat(api.get("/v1/me", joined.accessToken()).status()).isEqualTo(200);
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(2));
        assertThat(api.post("/v1/sms-codes", Map.of("phone", "13300130011", "purpose", "REGISTER"))
                        .code())
                .isEqualTo("sms-unavailable");
        assertThat(confirmed(caller(joined.accessToken()))).isEqualTo("confirmed");
        redis.hasKey("anything").retry().block(PATIENCE);
    }

    @Test
    void aRefreshTokenThatNobodyIssuedIsRefused() {
        assertThat(renew("made up").code()).isEqualTo("sign-in-failed");
    }

    @Test
    void tokensAreHashedAtRest() {
        var joined = api.registerMember("13300130009");
        String all = String.join(
                "\n",
                Objects.requireNonNull(db.sql("SELECT encode(hash, 'escape') FROM refresh_token")
                        .mapValue(String.class)
                        .all()
                        .collectList()
                        .block(PATIENCE)));
        assertThat(all).isNotEmpty().doesNotContain(joined.refreshToken());
    }

    private Api.Answer renew(String refreshToken) {
        return api.post("/v1/tokens", Map.of("grant", "REFRESH_TOKEN", "refreshToken", refreshToken));
    }

    private SignedIn caller(String accessToken) {
        return AccessTokens.read(
                Objects.requireNonNull(decoder.decode(accessToken).block(PATIENCE)));
    }

    private String confirmed(SignedIn caller) {
        return sessions.confirm(caller)
                .thenReturn("confirmed")
                .onErrorResume(refused -> Mono.just(String.valueOf(refused.getMessage())))
                .block(PATIENCE);
    }

    private static void hangRedis(Duration time) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", Servers.redisPort())) {
            String command = "CLIENT PAUSE " + time.toMillis() + "\r\n";
            socket.getOutputStream().write(command.getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo('+');
        }
    }

    private void execute(String sql, Api.Joined joined) {
        db.sql(sql)
                .bind("id", Objects.requireNonNull(caller(joined.accessToken()).session()))
                .fetch()
                .rowsUpdated()
                .block(PATIENCE);
    }
}
