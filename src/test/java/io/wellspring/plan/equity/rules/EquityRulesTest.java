package io.wellspring.plan.equity.rules;

import static io.wellspring.plan.equity.rules.EquityAccount.ISSUED;
import static io.wellspring.plan.equity.rules.EquityAccount.PLATFORM;
import static io.wellspring.plan.equity.rules.EquityAccount.POOL;
import static io.wellspring.plan.equity.rules.EquityAccount.SALES;
import static io.wellspring.plan.equity.rules.Rules.rules;
import static io.wellspring.plan.equity.rules.Scene.fen;
import static io.wellspring.plan.equity.rules.Scene.units;
import static io.wellspring.value.AssetCode.CNY;
import static io.wellspring.value.AssetCode.EQUITY;
import static io.wellspring.value.AssetCode.QUOTA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellspring.plan.equity.rules.EquityOutcome.Grant;
import io.wellspring.plan.equity.rules.EquityOutcome.Ordered;
import io.wellspring.plan.equity.rules.EquityOutcome.Redeemed;
import io.wellspring.plan.equity.rules.EquityOutcome.Refused;
import io.wellspring.refusal.GeneralRefusal;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The rules of {@code src/docs/plans/equity.md}, one after the other. */
class EquityRulesTest {

    private static final long ANN = 1;
    private static final long BEN = 2;
    private static final long CAI = 3;
    private static final long DAN = 4;

    @Nested
    class AnOrder {

        @Test
        void putsItsContributionIntoThePoolRoundedDown() {
            Scene scene = new Scene(rules());

            Ordered ordered = scene.order(ANN, "0.99");

            assertThat(ordered.contribution()).isEqualTo(29);
            assertThat(scene.pool()).isEqualTo("0.29");
            assertThat(scene.change(SALES, CNY)).isEqualTo("-0.29");
            assertThat(scene.change(POOL, CNY)).isEqualTo("0.29");
        }

        @Test
        void grantsUnitsForAPartOfTheContributionThatIsRoundedDownFirst() {
            Scene scene = new Scene(rules());

            // 29 fen × 0.70 = 20.3 fen, of which 20 buy units at 1 yuan.
            assertThat(scene.order(ANN, "0.99").buyer().units()).isEqualTo(units("0.2"));
        }

        @Test
        void grantsUnitsAtThePriceBeforeIt() {
            Scene scene = new Scene(rules());
            scene.order(ANN, "100.00");

            // The pool has 30.00 for 21 units; 21.00 buy 21 × 21 / 30 = 14.7.
            assertThat(scene.order(BEN, "100.00").buyer().units()).isEqualTo(units("14.7"));
        }

        @Test
        void grantsTheReferrerUnitsAtTheSamePriceAsTheBuyer() {
            Scene scene = new Scene(rules("referralGrantRate", "0.10", "referralQuotaMultiple", "0.5"));

            Ordered ordered = scene.order(ANN, BEN, "100.00");

            assertThat(ordered)
                    .isEqualTo(new Ordered(
                            3_000, new Grant(units("21"), fen("200.00")), new Grant(units("3"), fen("50.00"))));
            assertThat(scene.unitsOf(BEN)).isEqualTo("3.000000");
            assertThat(scene.supply()).isEqualTo("24.000000");
            assertThat(scene.pool()).isEqualTo("30.00");
        }

        @Test
        void grantsNobodyAReferralWhereThereIsNoReferrer() {
            Scene scene = new Scene(rules("referralGrantRate", "0.10", "referralQuotaMultiple", "0.5"));

            assertThat(scene.order(ANN, "100.00").referrer()).isEqualTo(new Grant(0, 0));
            assertThat(scene.supply()).isEqualTo("21.000000");
        }

        @Test
        void grantsQuotaAsAMultipleOfItsCashRoundedDown() {
            Scene scene = new Scene(rules("quotaMultiple", "1.5", "referralQuotaMultiple", "0.333"));

            Ordered ordered = scene.order(ANN, BEN, "0.99");

            assertThat(ordered.buyer().quota()).isEqualTo(148);
            assertThat(ordered.referrer().quota()).isEqualTo(32);
            assertThat(scene.change(ISSUED, QUOTA)).isEqualTo("-1.80");
        }

        @Test
        void clipsTheBuyerFirstAndThenTheReferrerToWhatIsLeftToIssue() {
            Scene scene =
                    new Scene(rules("supplyCap", "22", "referralGrantRate", "0.10", "referralQuotaMultiple", "0.5"));

            Ordered ordered = scene.order(ANN, BEN, "100.00");

            assertThat(ordered.buyer().units()).isEqualTo(units("21"));
            assertThat(ordered.referrer().units()).isEqualTo(units("1"));
        }

        @Test
        void leavesTheReferrerNothingWhereTheBuyerReachesTheCap() {
            Scene scene =
                    new Scene(rules("supplyCap", "20", "referralGrantRate", "0.10", "referralQuotaMultiple", "0.5"));

            Ordered ordered = scene.order(ANN, BEN, "100.00");

            assertThat(ordered.buyer().units()).isEqualTo(units("20"));
            assertThat(ordered.referrer()).isEqualTo(new Grant(0, fen("50.00")));
        }

        @Test
        void stillFeedsThePoolAndGrantsQuotaOnceNothingIsLeftToIssue() {
            Scene scene = new Scene(rules("supplyCap", "21"));
            scene.order(ANN, "100.00");

            Ordered ordered = scene.order(BEN, "100.00");

            assertThat(ordered.buyer()).isEqualTo(new Grant(0, fen("200.00")));
            assertThat(scene.pool()).isEqualTo("60.00");
        }

        @Test
        void neverIssuesBurnedUnitsAgain() {
            Scene scene = new Scene(rules("supplyCap", "22"));
            scene.order(ANN, "100.00");
            scene.redeem(ANN, "21");

            assertThat(scene.order(BEN, "1000.00").buyer().units()).isEqualTo(units("1"));
            assertThat(scene.state().issued()).isEqualTo(units("22"));
        }

        @Test
        void givesItsContributionToThePlatformWhenNobodyCanEverHoldUnitsAgain() {
            Scene scene = new Scene(rules("supplyCap", "21"));
            scene.order(ANN, "100.00");
            scene.redeem(ANN, "21");

            Ordered ordered = scene.order(BEN, "100.00");

            assertThat(ordered).isEqualTo(new Ordered(3_000, new Grant(0, fen("200.00")), new Grant(0, 0)));
            assertThat(scene.change(PLATFORM, CNY)).isEqualTo("30.00");
            assertThat(scene.pool()).isEqualTo("0.00");
        }

        @Test
        void tooSmallForASingleUnitStillFeedsThePool() {
            Scene scene = new Scene(rules());

            scene.order(ANN, "0.04");

            assertThat(scene.pool()).isEqualTo("0.01");
            assertThat(scene.supply()).isEqualTo("0.000000");
            assertThat(scene.price()).isEqualTo("1.0000");
        }

        @Test
        void ofPointsAloneChangesNothing() {
            Scene scene = new Scene(rules());

            assertThat(scene.order(ANN, "0.00")).isEqualTo(new Ordered(0, new Grant(0, 0), new Grant(0, 0)));
            assertThat(scene.moves()).isEmpty();
        }

        @Test
        void beyondThePlansLargestVolumeIsRefusedAndChangesNothing() {
            Scene scene = new Scene(rules());
            scene.act(pool -> pool.order(1, ANN, null, EquityState.LARGEST_VOLUME - 1));
            EquityState before = scene.state();

            EquityOutcome outcome = scene.act(pool -> pool.order(2, ANN, null, 2));

            assertThat(outcome).isEqualTo(new Refused(GeneralRefusal.PLAN_FULL));
            assertThat(scene.state()).isEqualTo(before);
            assertThat(scene.moves()).isEmpty();
        }

        @Test
        void ofNegativeCashIsNoOrder() {
            Scene scene = new Scene(rules());

            assertThatThrownBy(() -> scene.act(pool -> pool.order(1, ANN, null, -1)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class ARedemption {

        @Test
        void paysTheValueRoundedDownLessAFeeRoundedUp() {
            Scene scene = new Scene(rules());
            scene.order(ANN, "100.00");

            // 10 of 21 units of 30.00: 14.285… → 14.28; the fee 1.428 → 1.43.
            assertThat(scene.redeem(ANN, "10")).isEqualTo(new Redeemed(units("10"), 1_428, 143, 1_285));
            assertThat(scene.paid()).containsExactly("1 12.85 REDEMPTION");
        }

        @Test
        void leavesItsFeeInThePoolAndBurnsTheUnits() {
            Scene scene = new Scene(rules());
            scene.order(ANN, "100.00");

            scene.redeem(ANN, "10");

            assertThat(scene.pool()).isEqualTo("17.15");
            assertThat(scene.supply()).isEqualTo("11.000000");
            assertThat(scene.state().issued()).isEqualTo(units("21"));
            assertThat(scene.change(ISSUED, EQUITY)).isEqualTo("10.000000");
        }

        @Test
        void consumesQuotaByItsGrossValue() {
            Scene scene = new Scene(rules());
            scene.order(ANN, "100.00");

            scene.redeem(ANN, "10");

            assertThat(scene.quotaOf(ANN)).isEqualTo("185.72");
        }

        @Test
        void withoutForcedExitPaysMoreThanTheQuotaAndConsumesAllOfIt() {
            Scene scene = new Scene(rules("forcedExit", "false"))
                    .withPool("500.00")
                    .withHolder(ANN, "10", "50.00")
                    .withHolder(BEN, "10", "0.00");

            assertThat(scene.redeem(ANN, "10")).isEqualTo(new Redeemed(units("10"), 25_000, 2_500, 22_500));
            assertThat(scene.quotaOf(ANN)).isEqualTo("0.00");
        }

        @Test
        void withForcedExitNeverPaysMoreThanTheQuotaAndLeavesTheRestInThePool() {
            Scene scene = new Scene(rules())
                    .withPool("500.00")
                    .withHolder(ANN, "10", "50.00")
                    .withHolder(BEN, "10", "9999.00");

            // Worth 250.00, of which the quota lets 50.00 pass: 45.00 after the fee.
            assertThat(scene.redeem(ANN, "10")).isEqualTo(new Redeemed(units("10"), 5_000, 500, 4_500));
            assertThat(scene.quotaOf(ANN)).isEqualTo("0.00");
            assertThat(scene.pool()).isEqualTo("455.00");
        }

        @Test
        void ofMoreThanIsHeldIsRefusedAndChangesNothing() {
            Scene scene = new Scene(rules());
            scene.order(ANN, "100.00");
            EquityState before = scene.state();

            EquityOutcome outcome = scene.act(pool -> pool.redeem(2, ANN, units("21.000001")));

            assertThat(outcome).isEqualTo(new Refused(EquityRefusal.INSUFFICIENT_UNITS));
            assertThat(scene.state()).isEqualTo(before);
            assertThat(scene.moves()).isEmpty();
        }

        @Test
        void thatWouldPayNothingIsRefusedAndBurnsNothing() {
            Scene scene = new Scene(rules());
            scene.order(ANN, "100.00");
            EquityState before = scene.state();

            assertThat(scene.act(pool -> pool.redeem(2, ANN, 1)))
                    .isEqualTo(new Refused(EquityRefusal.REDEMPTION_PAYS_NOTHING));
            // Worth 0.01 yuan, of which the fee takes all.
            assertThat(scene.act(pool -> pool.redeem(3, ANN, units("0.007"))))
                    .isEqualTo(new Refused(EquityRefusal.REDEMPTION_PAYS_NOTHING));
            assertThat(scene.state()).isEqualTo(before);
            assertThat(scene.redeem(ANN, "0.014").paid()).isEqualTo(1);
        }

        @Test
        void thatPaysNothingIsDoneByRulesThatDidNotRefuseIt() {
            EquityHolders holders = EquityHolders.all(List.of(new EquityHolder(ANN, 21_000_000, 20_000)));
            EquityState state = new EquityState(3_000, 21_000_000, 21_000_000, 0, null, null);
            EquityRules pool = new EquityRules(Revision.FIRST, rules(), state, holders, new EquityMoves());

            assertThat(pool.redeem(2, ANN, 1)).isEqualTo(new Redeemed(1, 0, 0, 0));
        }

        @Test
        void isForetoldToTheFen() {
            Scene scene = new Scene(rules());
            scene.order(ANN, "100.00");
            scene.order(BEN, "900.00");
            Brought[] told = new Brought[1];
            scene.act(pool -> {
                told[0] = pool.bring(ANN, units("20"));
                return new Refused(GeneralRefusal.BUSY);
            });

            Redeemed redeemed = scene.redeem(ANN, "20");

            assertThat(told[0].gross()).isEqualTo(redeemed.gross());
            assertThat(told[0].fee()).isEqualTo(redeemed.fee());
            assertThat(told[0].paid()).isEqualTo(redeemed.paid());
        }

        @Test
        void ofWhatAStrangerDoesNotHoldIsRefused() {
            Scene scene = new Scene(rules());

            assertThat(scene.act(pool -> pool.redeem(1, ANN, 1)))
                    .isEqualTo(new Refused(EquityRefusal.INSUFFICIENT_UNITS));
        }

        @Test
        void ofNothingOrLessIsNoRedemption() {
            Scene scene = new Scene(rules());

            assertThatThrownBy(() -> scene.act(pool -> pool.redeem(1, ANN, 0)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> scene.act(pool -> pool.redeem(1, ANN, -1)))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void ofTheLastUnitLeavesTheRestToThePlatform() {
            Scene scene = new Scene(rules());
            scene.order(ANN, "100.00");

            scene.redeem(ANN, "21");

            assertThat(scene.paid()).containsExactly("1 27.00 REDEMPTION");
            assertThat(scene.change(PLATFORM, CNY)).isEqualTo("3.00");
            assertThat(scene.pool()).isEqualTo("0.00");
            assertThat(scene.supply()).isEqualTo("0.000000");
        }

        @Test
        void ofTheLastUnitKeepsThePriceJustBeforeItForTheNextOrder() {
            Scene scene = new Scene(rules());
            scene.order(ANN, "100.00");
            scene.redeem(ANN, "21");

            assertThat(scene.state().lastPrice()).isEqualTo(new Price(3_000, 21_000_000));
            assertThat(scene.order(BEN, "100.00").buyer().units()).isEqualTo(units("14.7"));
        }
    }

    @Nested
    class Closing {

        private final Scene scene = new Scene(rules("minSupply", "10", "forcedExit", "false"))
                .withPool("270.00")
                .withHolder(CAI, "3", "0.00")
                .withHolder(DAN, "20", "0.00")
                .withHolder(BEN, "4", "0.00");

        @Test
        void redeemsTheRemainingHoldersInTheOrderOfTheirIds() {
            scene.redeem(DAN, "18");

            // DAN: 180.00 less 18.00. Then 108.00 for 9 units, the fee of each staying for the next:
            // BEN 4 of 9: 48.00 - 4.80; CAI 3 of 5 of 64.80: 38.88 - 3.89; DAN 2 of 2 of 29.81: 29.81 - 2.99.
            assertThat(scene.paid())
                    .containsExactly("4 162.00 REDEMPTION", "2 43.20 CLOSING", "3 34.99 CLOSING", "4 26.82 CLOSING");
            assertThat(scene.supply()).isEqualTo("0.000000");
            assertThat(scene.change(PLATFORM, CNY)).isEqualTo("2.99");
        }

        @Test
        void keepsThePriceJustBeforeItsLastRedemption() {
            scene.redeem(DAN, "18");

            assertThat(scene.state().lastPrice()).isEqualTo(new Price(2_981, 2_000_000));
        }

        @Test
        void doesNotHappenWhileTheLeastSupplyRemains() {
            scene.redeem(DAN, "17");

            assertThat(scene.supply()).isEqualTo("10.000000");
            assertThat(scene.paid()).containsExactly("4 153.00 REDEMPTION");
        }

        @Test
        void isNotSetOffByAnOrder() {
            Scene young = new Scene(rules("minSupply", "1000"));

            young.order(ANN, "100.00");

            assertThat(young.supply()).isEqualTo("21.000000");
        }

        @Test
        void neverHappensWithoutALeastSupply() {
            Scene open = new Scene(rules("minSupply", "0", "forcedExit", "false"))
                    .withPool("10.00")
                    .withHolder(ANN, "1", "0.00");

            open.redeem(ANN, "0.999999");

            assertThat(open.supply()).isEqualTo("0.000001");
        }

        @Test
        void withForcedExitPaysNobodyMoreThanTheQuota() {
            Scene capped = new Scene(rules("minSupply", "10"))
                    .withPool("100.00")
                    .withHolder(ANN, "12", "1000.00")
                    .withHolder(BEN, "5", "30.00");

            // ANN: 12 of 17 of 100.00 is 70.58, fee 7.06. Left 36.48 for 5 units, which BEN's quota cuts to 30.00.
            capped.redeem(ANN, "12");

            assertThat(capped.paid()).containsExactly("1 63.52 REDEMPTION", "2 27.00 CLOSING");
            assertThat(capped.change(PLATFORM, CNY)).isEqualTo("9.48");
        }
    }

    @Nested
    class AForcedExit {

        @Test
        void redeemsAllOfAHolderWhoseUnitsReachTheQuota() {
            Scene scene = new Scene(rules("grantRate", "0.10", "quotaMultiple", "0.5"));
            scene.order(ANN, "100.00");

            // ANN's 3 of 6 units are worth 165.00 once BEN's order is in; ANN's quota is 50.00.
            scene.order(BEN, "1000.00");

            assertThat(scene.paid()).containsExactly("1 45.00 FORCED_EXIT");
            assertThat(scene.unitsOf(ANN)).isEqualTo("0.000000");
            assertThat(scene.quotaOf(ANN)).isEqualTo("0.00");
            assertThat(scene.pool()).isEqualTo("285.00");
            assertThat(scene.unitsOf(BEN)).isEqualTo("3.000000");
        }

        @Test
        void happensWhenTheValueRoundedDownIsTheQuotaAndNotAFenEarlier() {
            Scene reached = new Scene(rules())
                    .withPool("50.01")
                    .withHolder(ANN, "10", "25.00")
                    .withHolder(BEN, "10", "999.00");
            Scene notReached = new Scene(rules())
                    .withPool("50.01")
                    .withHolder(ANN, "10", "25.01")
                    .withHolder(BEN, "10", "999.00");

            reached.order(BEN, "0.00");
            notReached.order(BEN, "0.00");

            assertThat(reached.paid()).containsExactly("1 22.50 FORCED_EXIT");
            assertThat(notReached.paid()).isEmpty();
        }

        @Test
        void takesTheLowestQuotaPerUnitFirstAndThenTheLowestId() {
            Scene scene = new Scene(rules())
                    .withPool("40.00")
                    .withHolder(ANN, "10", "5.00")
                    .withHolder(BEN, "10", "4.00")
                    .withHolder(CAI, "20", "8.00")
                    .withHolder(DAN, "10", "999.00");

            scene.order(DAN, "0.00");

            assertThat(scene.paid()).containsExactly("2 3.60 FORCED_EXIT", "3 7.20 FORCED_EXIT", "1 4.50 FORCED_EXIT");
            assertThat(scene.unitsOf(DAN)).isEqualTo("10.000000");
        }

        @Test
        void canSetOffTheNext() {
            Scene scene = new Scene(rules())
                    .withPool("15.00")
                    .withHolder(ANN, "10", "4.00")
                    .withHolder(BEN, "10", "5.60")
                    .withHolder(CAI, "10", "999.00");

            // At 0.50 a unit only ANN is due; what ANN's fee and quota leave behind lifts the price to 0.57.
            scene.order(CAI, "0.00");

            assertThat(scene.paid()).containsExactly("1 3.60 FORCED_EXIT", "2 5.04 FORCED_EXIT");
            assertThat(scene.pool()).isEqualTo("6.36");
        }

        @Test
        void canBeSetOffByARedemption() {
            Scene scene = new Scene(rules())
                    .withPool("20.00")
                    .withHolder(ANN, "10", "10.10")
                    .withHolder(BEN, "10", "999.00");

            // BEN's fee of 0.90 stays: ANN's units are worth 10.82 of the 11.90 left for 11 units.
            scene.redeem(BEN, "9");

            assertThat(scene.paid()).containsExactly("2 8.10 REDEMPTION", "1 9.09 FORCED_EXIT");
        }

        @Test
        void canLeaveTooLittleSoThatTheRestIsClosed() {
            Scene scene = new Scene(rules("minSupply", "15"))
                    .withPool("20.00")
                    .withHolder(ANN, "10", "5.00")
                    .withHolder(BEN, "10", "999.00");

            scene.order(BEN, "0.00");

            assertThat(scene.paid()).containsExactly("1 4.50 FORCED_EXIT", "2 13.95 CLOSING");
            assertThat(scene.supply()).isEqualTo("0.000000");
        }

        @Test
        void ofTheLastHolderEmptiesThePool() {
            Scene scene = new Scene(rules()).withPool("20.00").withHolder(ANN, "10", "5.00");

            scene.order(BEN, "0.00");

            assertThat(scene.paid()).containsExactly("1 4.50 FORCED_EXIT");
            assertThat(scene.change(PLATFORM, CNY)).isEqualTo("15.50");
            assertThat(scene.state().lastPrice()).isEqualTo(new Price(2_000, 10_000_000));
        }

        @Test
        void doesNotHappenWhereItIsOff() {
            Scene scene =
                    new Scene(rules("forcedExit", "false")).withPool("20.00").withHolder(ANN, "10", "0.00");

            scene.order(BEN, "0.00");

            assertThat(scene.paid()).isEmpty();
        }
    }
}
