package io.wellspring.plan.equity.rules;

import static io.wellspring.plan.equity.rules.Rules.rules;
import static io.wellspring.plan.equity.rules.Scene.units;
import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.plan.equity.rules.EquityOutcome.Ordered;
import io.wellspring.plan.equity.rules.EquityOutcome.Redeemed;
import io.wellspring.value.Amount;
import io.wellspring.value.AssetCode;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The worked example of equity-pool.json: a hundred buyers of 100.00 each, and the first sells back. */
class EquityWorkedExampleTest {

    private JsonNode example;
    private Scene scene;

    @BeforeEach
    void read() throws IOException {
        try (InputStream file = getClass().getResourceAsStream("/cases/equity-pool.json")) {
            example = JsonMapper.shared().readTree(file);
        }
        JsonNode plan = example.get("plan");
        scene = new Scene(rules(plan.propertyNames().stream()
                .flatMap(name -> java.util.stream.Stream.of(name, plan.get(name).stringValue()))
                .toArray(String[]::new)));
    }

    @Test
    void everyOrderGivesWhatTheExampleStates() {
        for (int buyer = 1; buyer <= 100; buyer++) {
            Ordered ordered = scene.order(buyer, "100.00");
            for (JsonNode expected : example.get("orders")) {
                if (expected.get("n").intValue() == buyer) {
                    assertOrder(expected, ordered);
                }
            }
        }
    }

    @Test
    void theFirstBuyerSellsBackAtTheStatedPriceLessTheFee() {
        for (int buyer = 1; buyer <= 100; buyer++) {
            scene.order(buyer, "100.00");
        }
        BigDecimal price = scene.price(12);
        JsonNode expected = example.get("redemptionAfterOrder100");

        Redeemed redeemed = scene.redeem(1, expected.get("units").stringValue());

        assertThat(redeemed.units()).isEqualTo(units("21"));
        assertThat(Amount.format(redeemed.gross(), AssetCode.CNY))
                .isEqualTo(expected.get("grossBeforeFee").stringValue());
        assertThat(Amount.format(redeemed.fee(), AssetCode.CNY))
                .isEqualTo(expected.get("fee").stringValue());
        assertThat(Amount.format(redeemed.paid(), AssetCode.CNY))
                .isEqualTo(expected.get("paid").stringValue());
        assertThat(scene.price(12)).isGreaterThan(price);
    }

    private void assertOrder(JsonNode expected, Ordered ordered) {
        assertThat(scene.pool()).isEqualTo(expected.get("pool").stringValue());
        assertThat(scene.price()).isEqualTo(expected.get("priceAfter").stringValue());
        if (expected.has("granted")) {
            assertThat(ordered.buyer().units())
                    .isEqualTo(units(expected.get("granted").stringValue()));
        }
        if (expected.has("supply")) {
            assertThat(scene.state().supply())
                    .isEqualTo(units(expected.get("supply").stringValue()));
        }
    }
}
