package io.wellspring.order;

import static io.wellspring.testing.Platform.expect;
import static io.wellspring.testing.Platform.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.Api;
import io.wellspring.testing.Platform;
import io.wellspring.testing.WellspringTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A mall reads what became of its orders, also where a plan refused one after it was accepted. */
@WellspringTest
class OrderStatesTest {

    @Autowired
    Platform platform;

    @Autowired
    Api api;

    @Autowired
    DatabaseClient database;

    @Autowired
    JsonMapper json;

    @LocalServerPort
    int port;

    private String plan;
    private Platform.Mall mall;
    private Api.Joined buyer;

    @BeforeEach
    void aPlanAMallAndABuyer() {
        plan = platform.plan(Map.of());
        mall = platform.mall("9000000.00", plan);
        buyer = platform.member();
    }

    @Test
    void theAddressOfAnAcceptedOrderTellsWhatBecameOfIt() {
        Api.Answer accepted = platform.send(mall, order("A-1", buyer, plan, "100.00"));
        expect(202, accepted);
        platform.planAt(plan, 1);

        Api.Answer state = api.get(accepted.headers().getFirst("Location"), mall.token());

        expect(200, state);
        assertThat(state.string("orderId")).isEqualTo("A-1");
        assertThat(state.body().path("plans").get(0).path("status").asString()).isEqualTo("APPLIED");
        assertThat(state.body().path("plans").get(0).path("planId").asString()).isEqualTo(plan);
    }

    @Test
    void whatAPlanRefusedIsToldWithItsCode() {
        platform.buy(mall, "refused", buyer, "1.00");
        platform.planAt(plan, 1);
        database.sql("UPDATE plan_log SET status = 'REFUSED', outcome = '{\"code\":\"PLAN_FULL\"}'"
                        + " WHERE source = :source AND key = 'refused'")
                .bind("source", "client:" + mall.id())
                .then()
                .block();

        Api.Answer state = api.get("/v1/paid-orders/refused", mall.token());

        assertThat(state.body().path("plans").get(0).path("status").asString()).isEqualTo("REFUSED");
        assertThat(state.body().path("plans").get(0).path("code").asString()).isEqualTo("plan-full");
    }

    @Test
    void anIdWithAnyCharactersHasAnAddress() throws IOException, InterruptedException {
        for (String id : List.of("a/b", "100%", "a;b?c#d&e=f+g", "..", "a\\b")) {
            Api.Answer accepted = platform.send(mall, order(id, buyer, plan, "1.00"));
            expect(202, accepted);

            JsonNode state = read(accepted.headers().getFirst("Location"));

            assertThat(state.path("orderId").asString()).as(state.toString()).isEqualTo(id);
        }
    }

    /** The address as it is, which other callers of these tests would encode once more. */
    private JsonNode read(String address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + address))
                .header("Authorization", "Bearer " + mall.token())
                .build();
        return json.readTree(HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body());
    }

    @Test
    void aMallReadsItsOwnOrdersAlone() {
        platform.buy(mall, "mine", buyer, "1.00");
        Platform.Mall other = platform.mall("1.00", plan);

        assertThat(api.get("/v1/paid-orders/mine", other.token()).code()).isEqualTo("no-such-resource");
        assertThat(api.get("/v1/paid-orders/unknown", mall.token()).code()).isEqualTo("no-such-resource");
        assertThat(api.get("/v1/paid-orders", mall.token()).code()).isEqualTo("missing-field");
        assertThat(api.get("/v1/paid-orders/mine", buyer.accessToken()).code()).isEqualTo("forbidden");
    }
}
