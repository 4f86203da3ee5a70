package io.wellspring.plan.loop.rules;

import static io.wellspring.plan.loop.rules.Rules.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.value.Amount;
import io.wellspring.value.AssetCode;
import io.wellspring.value.Rate;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The worked examples of loop-dividend.json. */
class LoopWorkedExampleTest {

    private static final long MUCH = 100_000_000;

    private JsonNode cases;

    @BeforeEach
    void read() throws IOException {
        try (InputStream file = getClass().getResourceAsStream("/cases/loop-dividend.json")) {
            cases = JsonMapper.shared().readTree(file).get("cases");
        }
    }

    @Test
    void aPurchaseGrantsWhatTheExampleStates() {
        JsonNode example = example("purchase");
        LoopMembers members = new LoopMembers(List.of());
        LoopParameters parameters = rules("quotaMultiple", text(example, "quotaMultiple"));
        new LoopRules(parameters, LoopState.EMPTY, members, new LoopMoves()).order(1, 7, null, fen(example, "amount"));
        assertThat(members.of(7))
                .isEqualTo(new LoopMember(7, fen(example, "quotaGranted"), shares(example, "sharesGranted")));
    }

    @Test
    void theWeightedPoolIsSharedByWeight() {
        JsonNode example = example("weighted pool");
        Day day = weighted(example, "salesOfDay", "totalShares", "memberShares");
        assertThat(day.pools().weighted()).isEqualTo(fen(example, "weightedPool"));
        assertThat(day.of(1).paidWeighted()).isEqualTo(fen(example, "memberDividend"));
    }

    @Test
    void theWeightedPoolOfTheContributionVariantIsSharedByWeight() {
        JsonNode example = example("weighted pool, contribution variant");
        Day day = weighted(example, "salesOfDay", "totalShares", "memberShares");
        assertThat(day.pools().weighted()).isEqualTo(fen(example, "weightedPool"));
        assertThat(day.of(1).paidWeighted()).isEqualTo(fen(example, "memberDividend"));
    }

    @Test
    void theMembersOfALevelReceiveEqualPartsOfItsPool() {
        JsonNode example = example("level pool, contribution variant");
        LoopParameters parameters = rules("levels", "V1 0 " + text(example, "levelRateOfSales"));
        List<LoopMember> members = LongStream.rangeClosed(
                        1, example.get("membersInLevel").asLong())
                .mapToObj(id -> new LoopMember(id, MUCH, id * 1_000_000))
                .toList();
        Day day = Day.close(parameters, sold(fen(example, "salesOfDay")), members);
        assertThat(day.pools().levels()).containsExactly(fen(example, "levelPool"));
        assertThat(day.dividends()).extracting(Dividend::paidLevel).containsOnly(fen(example, "eachReceives"));
    }

    @Test
    void aLoneMemberOfALevelTakesItsPoolAndThatOfAnEmptyLevelReturns() {
        JsonNode example = example("levels, base variant");
        LoopParameters parameters = LoopParameters.defaults();
        for (int level = 0; level < 3; level++) {
            String name = "V" + (level + 1);
            assertThat(parameters.levels().get(level))
                    .isEqualTo(new Level(
                            name,
                            Rate.of(text(example.get("minShares"), name)),
                            Rate.of(text(example.get("rateOfSales"), name))));
        }
        Day day = Day.close(parameters, sold(1_000_000), List.of(new LoopMember(1, MUCH, 150_000_000)));
        assertThat(day.of(1).paidLevel()).isEqualTo(30_000);
        assertThat(day.result().returned()).containsExactly(10_000L, 0L, 60_000L);
    }

    private Day weighted(JsonNode example, String sales, String all, String own) {
        long mine = shares(example, own);
        List<LoopMember> members = Stream.of(
                        new LoopMember(1, MUCH, mine), new LoopMember(2, MUCH, shares(example, all) - mine))
                .toList();
        LoopParameters parameters = rules("weightedRate", text(example, "weightedRate", "0.30"));
        return Day.close(parameters, sold(fen(example, sales)), members);
    }

    private static LoopState sold(long sales) {
        return new LoopState(sales, 0, sales, 0, false);
    }

    private JsonNode example(String name) {
        return cases.valueStream()
                .filter(example -> example.get("name").stringValue().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String text(JsonNode node, String field) {
        return node.get(field).stringValue();
    }

    private static String text(JsonNode node, String field, String otherwise) {
        return node.has(field) ? text(node, field) : otherwise;
    }

    private static long fen(JsonNode node, String field) {
        return Amount.notNegative(field, text(node, field), AssetCode.CNY);
    }

    private static long shares(JsonNode node, String field) {
        return new BigDecimal(text(node, field)).movePointRight(6).longValueExact();
    }
}
