package io.wellspring.plan.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.Api;
import io.wellspring.testing.OwnRedis;
import io.wellspring.testing.Platform;
import io.wellspring.testing.Servers;
import io.wellspring.testing.TestDatabase;
import io.wellspring.testing.WellspringTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** What charts are drawn from, over a clock that is moved. */
@WellspringTest
class PlanHistoryTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final OwnRedis REDIS = OwnRedis.start();

    @Autowired
    Platform platform;

    @Autowired
    Api api;

    @Autowired
    PlanHistory history;

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add(
                "WELLSPRING_DATABASE", () -> "127.0.0.1:" + Servers.postgresql().getPort() + "/" + DATABASE.name());
        registry.add("WELLSPRING_REDIS", REDIS::url);
    }

    @Test
    void aPlanIsToldByMinutesHoursAndDays() {
        atTheHour();
        String plan = platform.plan(Map.of());
        Platform.Mall mall = platform.mall("1000000.00", plan);
        Api.Joined member = platform.member();
        buy(mall, "1", member, 1);
        buy(mall, "2", member, 2);
        DATABASE.advance(Duration.ofMinutes(1));
        buy(mall, "3", member, 3);
        DATABASE.advance(Duration.ofHours(1));
        buy(mall, "4", member, 4);

        List<JsonNode> minutes = points(plan, "MINUTE");
        assertThat(minutes)
                .extracting(point -> point.get("sales").asString())
                .containsExactly("200.00", "100.00", "100.00");
        assertThat(minutes.get(2).get("figures"))
                .isEqualTo(api.get("/v1/plans/" + plan).body().get("figures"));
        assertThat(between(minutes.get(0), minutes.get(1))).isEqualTo(Duration.ofMinutes(1));
        assertThat(points(plan, "HOUR"))
                .extracting(point -> point.get("sales").asString())
                .containsExactly("300.00", "100.00");
        assertThat(points(plan, "DAY").stream()
                        .map(point -> Double.valueOf(point.get("sales").asString()))
                        .reduce(0.0, Double::sum))
                .isEqualTo(400.0);
    }

    @Test
    void onePointBeforeTheChartTellsWhereItBegins() {
        atTheHour();
        String plan = platform.plan(Map.of());
        Platform.Mall mall = platform.mall("1000000.00", plan);
        Api.Joined member = platform.member();
        buy(mall, "1", member, 1);
        DATABASE.advance(Duration.ofHours(1));
        buy(mall, "2", member, 2);
        DATABASE.advance(Duration.ofHours(7));
        assertThat(points(plan, "MINUTE")).hasSize(1);
        assertThat(points(plan, "HOUR")).hasSize(2);
        history.forgetOld().block();
        assertThat(points(plan, "MINUTE")).hasSize(1);
        assertThat(points(plan, "HOUR")).hasSize(2);
    }

    @Test
    void nothingIsSentAgainWhereNothingChanged() {
        String plan = platform.plan(Map.of());
        Platform.Mall mall = platform.mall("1000000.00", plan);
        Api.Answer first = api.get("/v1/plans/" + plan + "/history");
        String tag = first.headers().getETag();
        assertThat(first.headers().getCacheControl()).isEqualTo("max-age=60, public");
        assertThat(asked(plan, tag).status()).isEqualTo(304);
        buy(mall, "1", platform.member(), 1);
        assertThat(asked(plan, tag).status()).isEqualTo(200);
    }

    @Test
    void whatIsNotThereIsRefused() {
        assertThat(api.get("/v1/plans/999999/history").status()).isEqualTo(404);
        Api.Answer odd = api.get("/v1/plans/" + platform.plan(Map.of()) + "/history?resolution=WEEK");
        assertThat(odd.status()).isEqualTo(400);
    }

    private void buy(Platform.Mall mall, String order, Api.Joined member, int position) {
        platform.buy(mall, order, member, "100.00");
        platform.planAt(mall.planId(), position);
    }

    private Api.Answer asked(String plan, String tag) {
        return Api.now(
                api.callingWith(HttpMethod.GET, "/v1/plans/" + plan + "/history", null, Map.of("If-None-Match", tag)));
    }

    private List<JsonNode> points(String plan, String resolution) {
        Api.Answer answer = api.get("/v1/plans/" + plan + "/history?resolution=" + resolution);
        Platform.expect(200, answer);
        return answer.body().get("points").valueStream().toList();
    }

    private static Duration between(JsonNode first, JsonNode second) {
        return Duration.between(
                Instant.parse(first.get("at").asString()),
                Instant.parse(second.get("at").asString()));
    }

    /** So that no minute ends between two orders of a test. */
    private static void atTheHour() {
        Instant now = DATABASE.jdbc()
                .sql("SELECT wellspring_now()")
                .query(java.time.OffsetDateTime.class)
                .single()
                .toInstant();
        Instant hour =
                now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS).plusSeconds(2);
        DATABASE.advance(Duration.between(now, hour));
    }
}
