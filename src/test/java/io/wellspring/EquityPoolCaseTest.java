package io.wellspring;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.Api;
import io.wellspring.testing.Platform;
import io.wellspring.testing.WellspringTest;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The worked example of equity-pool.json, through HTTP on the running system, to the last digit shown. */
@WellspringTest
class EquityPoolCaseTest {

    @Autowired
    Platform platform;

    @Autowired
    JsonMapper json;

    @Test
    void aHundredBuyersRaiseThePriceAndTheFirstOneSellsBack() throws IOException {
        JsonNode example = read("/cases/equity-pool.json");
        Map<String, Object> parameters = new HashMap<>();
        example.path("plan")
                .properties()
                .forEach(
                        field -> parameters.put(field.getKey(), field.getValue().asString()));
        String plan = platform.plan(parameters);
        Platform.Mall mall = platform.mall("1000000.00", plan);
        List<Api.Joined> buyers = new ArrayList<>();
        Map<Integer, JsonNode> expected = new HashMap<>();
        example.path("orders").forEach(order -> expected.put(order.path("n").asInt(), order));

        for (int n = 1; n <= 100; n++) {
            Api.Joined buyer = platform.member();
            buyers.add(buyer);
            platform.buy(mall, "order-" + n, buyer, "100.00");
            if (expected.containsKey(n)) {
                assertIsAsStated(expected.get(n), platform.planAt(plan, n), buyer);
            }
        }

        JsonNode stated = example.path("redemptionAfterOrder100");
        Api.Answer redeemed = platform.redeem(
                buyers.get(0), "sell", plan, stated.path("units").asString());
        assertThat(redeemed.status()).isEqualTo(200);
        assertThat(redeemed.string("gross"))
                .isEqualTo(stated.path("grossBeforeFee").asString());
        assertThat(redeemed.string("fee")).isEqualTo(stated.path("fee").asString());
        assertThat(redeemed.string("paid")).isEqualTo(stated.path("paid").asString());
        assertThat(platform.balance(buyers.get(0), "CNY"))
                .isEqualTo(stated.path("paid").asString());
        assertThat(platform.balance(buyers.get(0), "EQUITY")).isEqualTo("0");
        assertThat(figure(platform.planAt(plan, 101), "price")).isGreaterThan("5.1731");
    }

    private void assertIsAsStated(JsonNode stated, JsonNode plan, Api.Joined buyer) {
        assertThat(figure(plan, "price")).isEqualTo(stated.path("priceAfter").asString());
        assertThat(figure(plan, "pool")).isEqualTo(stated.path("pool").asString());
        if (stated.has("granted")) {
            assertThat(platform.balance(buyer, "EQUITY"))
                    .startsWith(stated.path("granted").asString());
            assertThat(figure(plan, "supply")).startsWith(stated.path("supply").asString());
        }
    }

    private JsonNode read(String resource) throws IOException {
        try (InputStream file = getClass().getResourceAsStream(resource)) {
            return json.readTree(file);
        }
    }

    private static String figure(JsonNode plan, String name) {
        return plan.path("figures").path(name).asString();
    }
}
