package io.wellspring.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.auth.caller.Origin;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.testing.Api;
import io.wellspring.testing.WellspringTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

@WellspringTest
class OwnSessionsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PASSWORD = "a password of mine";

    @Autowired
    Api api;

    @Autowired
    SessionOpening opening;

    @Autowired
    SessionEndings endings;

    @Autowired
    TransactionalOperator tx;

    @Test
    void membersSeeWhereTheyAreSignedInNewestUseFirst() {
        var phone = join("15500130001", "Li's phone");
        var tablet = signIn("15500130001", "平板");
        api.post("/v1/tokens", Map.of("grant", "REFRESH_TOKEN", "refreshToken", phone.string("refreshToken")));
        List<JsonNode> seen = sessions(tablet.string("accessToken"));
        assertThat(seen)
                .extracting(session -> session.path("device").asString())
                .containsExactly("Li's phone", "平板");
        assertThat(seen)
                .extracting(session -> session.path("current").asBoolean())
                .containsExactly(false, true);
        assertThat(seen)
                .extracting(session -> session.path("address").asString())
                .containsOnly("127.0.*.*");
        assertThat(seen.get(0).propertyNames())
                .containsExactlyInAnyOrder("id", "device", "address", "createdAt", "lastUsedAt", "current");
        assertThat(seen.get(0).path("lastUsedAt").asString())
                .isGreaterThan(seen.get(0).path("createdAt").asString());
    }

    @Test
    void oneSessionCanBeEndedFromAnotherAsOftenAsOneLikes() {
        var lost = join("15500130002", "lost");
        var here = signIn("15500130002", "here").string("accessToken");
        String id = sessions(here).get(1).path("id").asString();
        assertThat(api.delete("/v1/me/sessions/" + id, here).status()).isEqualTo(204);
        assertThat(api.delete("/v1/me/sessions/" + id, here).status()).isEqualTo(204);
        assertThat(api.get("/v1/me", lost.string("accessToken")).code()).isEqualTo("session-ended");
        assertThat(sessions(here)).hasSize(1);
    }

    @Test
    void nobodyEndsTheSessionOfAnother() {
        var other = join("15500130003", "other").string("accessToken");
        var here = join("15500130004", "here").string("accessToken");
        String id = sessions(other).get(0).path("id").asString();
        for (String unknown : List.of(id, UUID.randomUUID().toString(), "nonsense")) {
            var refused = api.delete("/v1/me/sessions/" + unknown, here);
            assertThat(refused.status()).as(unknown).isEqualTo(404);
            assertThat(refused.code()).isEqualTo("no-such-resource");
        }
        assertThat(api.get("/v1/me", other).status()).isEqualTo(200);
    }

    @Test
    void allSessionsCanBeEndedAtOnceThisOneToo() {
        var there = join("15500130005", "there").string("accessToken");
        var here = signIn("15500130005", "here").string("accessToken");
        assertThat(api.delete("/v1/me/sessions", here).status()).isEqualTo(204);
        for (String token : List.of(there, here)) {
            assertThat(api.get("/v1/me", token).code()).isEqualTo("session-ended");
        }
    }

    @Test
    void aDevicesNameIsOptionalPrintableAndAtMostSixtyCharacters() {
        join("15500130006", null);
        assertThat(signIn("15500130006", "x".repeat(61)).code()).isEqualTo("invalid-field");
        assertThat(signIn("15500130006", "a\u0007b").code()).isEqualTo("invalid-field");
        var here = signIn("15500130006", "猫".repeat(60)).string("accessToken");
        assertThat(sessions(here).get(0).path("device").asString()).hasSize(60);
        assertThat(sessions(here).get(1).path("device").isMissingNode()).isTrue();
        assertThat(api.post("/v1/tokens", Map.of("grant", "REFRESH_TOKEN", "refreshToken", "x", "device", "y"))
                        .code())
                .isEqualTo("unknown-field");
    }

    @Test
    void theTwentyFirstSessionEndsTheOneThatWasNotUsedForLongest() {
        var first = join("15500130007", "first");
        List<String> tokens = new ArrayList<>(List.of(first.string("accessToken")));
        for (int n = 2; n <= 20; n++) {
            tokens.add(signIn("15500130007", "device " + n).string("accessToken"));
        }
        api.post("/v1/tokens", Map.of("grant", "REFRESH_TOKEN", "refreshToken", first.string("refreshToken")));
        String newest = signIn("15500130007", "device 21").string("accessToken");
        assertThat(sessions(newest)).hasSize(20);
        assertThat(api.get("/v1/me", tokens.get(1)).code()).isEqualTo("session-ended");
        assertThat(api.get("/v1/me", tokens.get(0)).status()).isEqualTo(200);
        assertThat(api.get("/v1/me", tokens.get(2)).status()).isEqualTo(200);
    }

    @Test
    void howeverManySignInAtOnceNoMoreThanTwentyStandAndAnEndOfAllEndsWhatBeganBefore() {
        String member =
                join("15500130008", "first").body().path("member").path("id").asString();
        Origin origin = Origin.at("192.0.2.1");
        List<SessionOpening.Opened> opened = Flux.range(0, 60)
                .flatMap(n -> opening.open(SignedIn.Kind.MEMBER, member, origin).as(tx::transactional), 8)
                .collectList()
                .block(PATIENCE);
        long displaced =
                opened.stream().mapToLong(one -> one.displaced().size()).sum();
        assertThat(displaced).isEqualTo(61 - 20);
        assertThat(endings.endAll(SignedIn.Kind.MEMBER, member, null)
                        .as(tx::transactional)
                        .block(PATIENCE))
                .hasSize(20);
    }

    private Api.Answer join(String phone, String device) {
        return api.post(
                "/v1/registrations",
                with(Map.of("phone", phone, "code", api.codeFor(phone, "REGISTER"), "password", PASSWORD), device));
    }

    private Api.Answer signIn(String phone, String device) {
        return api.post("/v1/tokens", with(Map.of("grant", "PASSWORD", "phone", phone, "password", PASSWORD), device));
    }

    private static Map<String, String> with(Map<String, String> body, String device) {
        Map<String, String> all = new HashMap<>(body);
        if (device != null) {
            all.put("device", device);
        }
        return all;
    }

    private List<JsonNode> sessions(String accessToken) {
        Api.Answer answer = Api.now(api.calling(HttpMethod.GET, "/v1/me/sessions", null, accessToken));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        List<JsonNode> items = new ArrayList<>();
        answer.body().path("items").forEach(items::add);
        return items;
    }
}
