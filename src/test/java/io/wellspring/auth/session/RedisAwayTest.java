package io.wellspring.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.auth.caller.OperatorRequest;
import io.wellspring.auth.caller.Origin;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.auth.mall.MallChanges;
import io.wellspring.auth.mall.MallTerms;
import io.wellspring.member.Members;
import io.wellspring.member.Phone;
import io.wellspring.testing.Api;
import io.wellspring.testing.TestOutbox;
import io.wellspring.testing.WellspringTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.reactive.TransactionalOperator;

/** The whole application with a Redis at whose port nobody listens. */
@WellspringTest
@TestPropertySource(properties = "spring.data.redis.url=redis://127.0.0.1:1")
class RedisAwayTest {

    @Autowired
    Api api;

    @Autowired
    TestOutbox outbox;

    @Autowired
    MallChanges malls;

    @Autowired
    Members members;

    @Autowired
    SessionOpening opening;

    @Autowired
    TransactionalOperator tx;

    @Test
    void withoutRedisNoCodeIsSent() {
        var refused = api.post("/v1/sms-codes", Map.of("phone", "13100130001", "purpose", "REGISTER"));
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.code()).isEqualTo("sms-unavailable");
        assertThat(outbox.messagesTo("13100130001")).isEmpty();
    }

    @Test
    void withoutRedisNoCodeProvesAnything() {
        assertThat(api.post("/v1/registrations", Map.of("phone", "13100130002", "code", "123456"))
                        .code())
                .isEqualTo("busy");
    }

    @Test
    void withoutRedisMallsStillSignIn() {
        MallTerms terms = new MallTerms("Tea mall", new TreeSet<>(List.of(1L)), 100_000);
        MallChanges.Credential mall = malls.create(
                        OperatorRequest.by(new SignedIn(SignedIn.Kind.OPERATOR, "1", null)), terms)
                .block(Duration.ofSeconds(10));
        var token = api.post(
                "/v1/tokens",
                Map.of("grant", "CLIENT_CREDENTIALS", "clientId", mall.mallId(), "clientSecret", mall.secret()));
        assertThat(token.status()).as(token.text()).isEqualTo(200);
    }

    @Test
    void withoutRedisNobodyGuessesPasswords() {
        assertThat(api.post(
                                "/v1/tokens",
                                Map.of("grant", "PASSWORD", "phone", "13100130003", "password", "whatever it is"))
                        .code())
                .isEqualTo("busy");
    }

    @Test
    void withoutRedisThoseWhoAreSignedInStillReadRenewAndSignOut() {
        IssuedTokens tokens = Objects.requireNonNull(members.register(Phone.parse("13100130004"), null)
                .flatMap(member ->
                        opening.open(SignedIn.Kind.MEMBER, String.valueOf(member.id()), Origin.at("192.0.2.1")))
                .map(SessionOpening.Opened::tokens)
                .as(tx::transactional)
                .block(Duration.ofSeconds(30)));
        assertThat(api.get("/v1/me", tokens.accessToken()).status()).isEqualTo(200);
        var renewed = api.post(
                "/v1/tokens",
                Map.of("grant", "REFRESH_TOKEN", "refreshToken", Objects.requireNonNull(tokens.refreshToken())));
        assertThat(renewed.status()).isEqualTo(200);
        assertThat(api.delete("/v1/tokens/current", renewed.string("accessToken"))
                        .status())
                .isEqualTo(204);
        assertThat(api.post(
                                "/v1/tokens",
                                Map.of("grant", "REFRESH_TOKEN", "refreshToken", renewed.string("refreshToken")))
                        .code())
                .isEqualTo("session-ended");
    }
}
