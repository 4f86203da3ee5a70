package io.wellspring.plan.testing.flat;

import io.wellspring.plan.register.Plan;
import io.wellspring.value.AssetCode;
import io.wellspring.value.BookAccount;
import io.wellspring.value.Chart;
import io.wellspring.value.Move;
import io.wellspring.value.Rate;
import io.wellspring.value.SignRule;
import java.util.List;
import java.util.Map;

/** The rules: a unit for each fen, and each day a rate of all units, in fen. */
final class FlatRules {

    private static final long NO_POSITION = 0;

    private FlatRules() {}

    /** What a plan of this kind is run by. */
    record Parameters(Rate perUnit) {}

    /** What a member holds. */
    record Holding(long memberId, long units) {

        Payment paid(Parameters parameters) {
            return new Payment(memberId, units, parameters.perUnit().floorOf(units));
        }
    }

    /** What a member is paid for a day, in fen. */
    record Payment(long memberId, long units, long amount) {

        Move.OfHolder move() {
            return new Move.OfHolder(memberId, AssetCode.CNY, amount, "FLAT", NO_POSITION);
        }
    }

    enum Account implements BookAccount {
        SALES(Map.of(AssetCode.CNY, SignRule.NEVER_POSITIVE)),
        ISSUED(Map.of(AssetCode.EQUITY, SignRule.NEVER_POSITIVE));

        static final Chart CHART = Chart.of(values());

        private final Map<AssetCode, SignRule> signs;

        Account(Map<AssetCode, SignRule> signs) {
            this.signs = signs;
        }

        @Override
        public String meaning() {
            return "of a test";
        }

        @Override
        public Map<AssetCode, SignRule> signs() {
            return signs;
        }
    }

    static List<Move> bought(long position, long member, long units) {
        return List.of(
                new Move.OfHolder(member, AssetCode.EQUITY, units, "ORDER_GRANT", position),
                new Move.OfBook(Account.ISSUED.name(), AssetCode.EQUITY, -units, "ORDER_GRANT"));
    }

    /** The plan's side of what all are paid together. */
    static List<Move.OfBook> paid(long amount) {
        return List.of(new Move.OfBook(Account.SALES.name(), AssetCode.CNY, -amount, "FLAT"));
    }

    static String state(boolean settling) {
        return "{\"settling\":%s}".formatted(settling);
    }

    static boolean isSettling(Plan plan) {
        return plan.state().replace(" ", "").equals(state(true));
    }
}
