package io.wellspring.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.ledger.Statements;
import io.wellspring.testing.Api;
import io.wellspring.testing.Platform;
import io.wellspring.testing.WellspringTest;
import io.wellspring.value.Amount;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What today would bring shares the sales of a moment among those who took part at that moment. */
@WellspringTest
class EstimatesOfOneMomentTest {

    @Autowired
    Platform platform;

    @Autowired
    Api api;

    @Autowired
    Statements statements;

    private String plan;
    private Platform.Mall mall;
    private Api.Joined ann;
    private Api.Joined ben;

    @BeforeEach
    void aPlanThatSharesSales() {
        plan = platform.planOf("loop-shares", Map.of("spendPerShare", "10"));
        mall = platform.mall("1000000.00", plan);
        ann = platform.member();
        ben = platform.member();
        buy("first", ann, "1000.00", 1);
    }

    @Test
    void aNewcomerTakesPartSoonAndNoMoreThanThePoolIsEverPromised() {
        assertThat(estimate(ann).at("/estimate/participants").asInt()).isEqualTo(1);

        buy("of-ben", ben, "3000.00", 2);

        JsonNode ofAnn = Platform.until(
                () -> ofOneMoment(estimate(ann)),
                estimate -> estimate.at("/estimate/participants").asInt() == 2);
        JsonNode ofBen = ofOneMoment(estimate(ben));
        assertThat(ofAnn.at("/estimate/weighted/all")).isEqualTo(ofBen.at("/estimate/weighted/all"));
        assertThat(part(ofAnn).add(part(ofBen)))
                .isLessThanOrEqualTo(
                        new BigDecimal(ofAnn.at("/estimate/weighted/pool").asString()));
    }

    /** The pool of one who takes part alone is not that of the sales to two. */
    private static JsonNode ofOneMoment(JsonNode expectation) {
        String pool = expectation.at("/estimate/weighted/pool").asString();
        assertThat(pool).isEqualTo(expectation.at("/estimate/participants").asInt() == 1 ? "300.00" : "1200.00");
        return expectation;
    }

    @Test
    void whatMembersHadAtAnEarlierMomentIsKnown() {
        String shares = shares(1);
        buy("again", ann, "500.00", 2);

        assertThat(shares(1)).isEqualTo(shares).isEqualTo("100.000000");
        assertThat(shares(2)).isEqualTo("150.000000");
        assertThat(statements
                        .balancesAt(List.of(ben.memberId()), Long.parseLong(plan), 2)
                        .collectList()
                        .block(Duration.ofSeconds(5)))
                .isEmpty();
    }

    private String shares(long position) {
        return statements
                .balancesAt(List.of(ann.memberId()), Long.parseLong(plan), position)
                .filter(held -> held.balance().asset().code().name().equals("SHARE"))
                .map(held -> Amount.format(
                        held.balance().amount(), held.balance().asset().code()))
                .blockFirst(Duration.ofSeconds(5));
    }

    private static BigDecimal part(JsonNode expectation) {
        return new BigDecimal(expectation.at("/estimate/weighted/part").asString());
    }

    private JsonNode estimate(Api.Joined member) {
        return api.get("/v1/me/dividends/today", member.accessToken()).body().at("/items/0");
    }

    private void buy(String order, Api.Joined buyer, String amount, int position) {
        platform.buy(mall, order, buyer, amount);
        platform.planAt(plan, position);
    }
}
