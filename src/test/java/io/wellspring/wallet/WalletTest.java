package io.wellspring.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.Api;
import io.wellspring.testing.Platform;
import io.wellspring.testing.WellspringTest;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What members have, what it is worth, and of what each line of the statement is. */
@WellspringTest
class WalletTest {

    @Autowired
    Platform platform;

    @Autowired
    Api api;

    private String plan;
    private Platform.Mall mall;
    private Api.Joined member;
    private Api.Joined friend;

    @BeforeEach
    void aMemberAndAFriend() {
        plan = platform.plan(Map.of("referralGrantRate", "0.10", "referralQuotaMultiple", "0.5"));
        mall = platform.mall("1000000.00", plan);
        member = platform.member();
        friend = platform.member(member);
        Map<String, Object> order = new HashMap<>(Platform.order("own-1", member, plan, "100.00"));
        order.put("merchant", "Tea shop");
        Platform.expect(202, platform.send(mall, order));
        platform.buy(mall, "of-the-friend", friend, "200.00");
        platform.planAt(plan, 2);
    }

    @Test
    void unitsHaveTheirWorthAndAllOfItATotal() {
        Platform.expect(200, platform.redeem(member, "some", plan, "5"));

        Api.Answer wallet = api.get("/v1/me/wallet", member.accessToken());
        JsonNode units = balance(wallet, "EQUITY");
        JsonNode shown = api.get("/v1/plans/" + plan).body();
        assertThat(units.path("planName").asString()).isEqualTo("Spring tea");
        assertThat(balance(wallet, "QUOTA").path("planName").asString()).isEqualTo("Spring tea");
        assertThat(units.path("changes")).isEqualTo(shown.path("changes"));
        Api.Answer quote = api.post(
                "/v1/me/redemption-quotes",
                Map.of("planId", plan, "units", units.path("amount").asString()),
                member.accessToken());
        assertThat(units.path("value").asString()).isEqualTo(quote.string("gross"));
        JsonNode cash = balance(wallet, "CNY");
        assertThat(cash.has("value")).isFalse();
        assertThat(cash.has("planName")).isFalse();
        assertThat(new BigDecimal(wallet.string("total")))
                .isEqualTo(new BigDecimal(cash.path("amount").asString())
                        .add(new BigDecimal(units.path("value").asString())));
    }

    @Test
    void aWalletWithNothingIsWorthNothing() {
        Api.Answer wallet = api.get("/v1/me/wallet", platform.member().accessToken());
        assertThat(wallet.string("total")).isEqualTo("0.00");
        assertThat(wallet.body().path("balances")).isEmpty();
    }

    @Test
    void aLineSaysOfWhichOrderItIs() {
        JsonNode line = line("ORDER_GRANT");

        assertThat(line.path("order").toString())
                .isEqualTo(
                        "{\"orderId\":\"own-1\",\"merchant\":\"Tea shop\",\"amount\":\"100.00\",\"pointsPaid\":\"0.00\"}");
        assertThat(line.at("/cause/planName").asString()).isEqualTo("Spring tea");
        assertThat(line.path("group").asString()).isEqualTo(plan + "-1");
        assertThat(line.has("friend") || line.has("redemption") || line.has("reason"))
                .isFalse();
    }

    @Test
    void aLineThatIsOwedToAFriendNamesTheFriendMaskedAndNothingOfTheOrder() {
        JsonNode line = line("REFERRAL_GRANT");

        assertThat(line.at("/friend/phone").asString())
                .matches("138\\*{4}\\d{4}")
                .endsWith(friend.phone().substring(7));
        assertThat(line.has("order")).isFalse();
        assertThat(statement(member).toString()).doesNotContain("of-the-friend").doesNotContain(friend.phone());
    }

    @Test
    void linesOfARedemptionNameItAndItsFeeAndAreOneGroup() {
        Api.Answer sold = platform.redeem(member, "some", plan, "5");

        JsonNode lines = statement(member);
        assertThat(lines.path(0).path("group")).isEqualTo(lines.path(1).path("group"));
        assertThat(lines.path(0).path("group")).isEqualTo(lines.path(2).path("group"));
        assertThat(lines.path(0).at("/redemption/redemptionId").asString()).isEqualTo(sold.string("id"));
        assertThat(lines.path(0).at("/redemption/fee").asString()).isEqualTo(sold.string("fee"));
    }

    @Test
    void whatAnotherMemberSetsOffIsNotTold() {
        String last = platform.plan(Map.of("minSupply", "30"));
        Platform.Mall tea = platform.mall("1000000.00", last);
        platform.buy(tea, "the-friends-own", friend, "100.00");
        platform.buy(tea, "mine", member, "100.00");
        platform.planAt(last, 2);
        Platform.expect(200, platform.redeem(friend, "all", last, "21"));

        JsonNode closing = line("CLOSING");
        assertThat(closing.has("redemption") || closing.has("order") || closing.has("friend"))
                .isFalse();
        assertThat(closing.at("/cause/planName").asString()).isEqualTo("Spring tea");
    }

    private JsonNode line(String kind) {
        for (JsonNode line : statement(member)) {
            if (line.path("kind").asString().equals(kind)) {
                return line;
            }
        }
        throw new AssertionError("No line is of " + kind + ": " + statement(member));
    }

    private JsonNode statement(Api.Joined owner) {
        return api.get("/v1/me/transfers", owner.accessToken()).body().path("items");
    }

    private static JsonNode balance(Api.Answer wallet, String asset) {
        for (JsonNode balance : wallet.body().path("balances")) {
            if (balance.path("asset").asString().equals(asset)) {
                return balance;
            }
        }
        throw new AssertionError("No balance of " + asset + ": " + wallet.text());
    }
}
