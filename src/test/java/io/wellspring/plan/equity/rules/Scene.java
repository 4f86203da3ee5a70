package io.wellspring.plan.equity.rules;

import io.wellspring.plan.equity.rules.EquityOutcome.Ordered;
import io.wellspring.plan.equity.rules.EquityOutcome.Redeemed;
import io.wellspring.value.Amount;
import io.wellspring.value.AssetCode;
import io.wellspring.value.Move;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** One pool and its holders, all of them seen, told in yuan and units. */
final class Scene {

    private final EquityParameters parameters;
    private final TreeMap<Long, EquityHolder> holders = new TreeMap<>();
    private EquityState state = EquityState.EMPTY;
    private List<Move> moves = List.of();
    private long position;

    Scene(EquityParameters parameters) {
        this.parameters = parameters.checked();
    }

    Scene withPool(String yuan) {
        state = new EquityState(fen(yuan), state.supply(), state.issued(), 0, null, null);
        return this;
    }

    Scene withHolder(long id, String units, String quota) {
        EquityHolder holder = new EquityHolder(id, units(units), fen(quota));
        holders.put(id, holder);
        long supply = state.supply() + holder.units();
        state = new EquityState(state.assets(), supply, supply, 0, null, null);
        return this;
    }

    Ordered order(long buyer, String cash) {
        return (Ordered) act(pool -> pool.order(position, buyer, null, fen(cash)));
    }

    Ordered order(long buyer, long referrer, String cash) {
        return (Ordered) act(pool -> pool.order(position, buyer, referrer, fen(cash)));
    }

    Redeemed redeem(long member, String units) {
        return (Redeemed) act(pool -> pool.redeem(position, member, units(units)));
    }

    EquityOutcome act(java.util.function.Function<EquityRules, EquityOutcome> command) {
        position++;
        EquityMoves all = new EquityMoves();
        EquityHolders seen = EquityHolders.all(holders.values());
        EquityRules pool = new EquityRules(parameters, state, seen, all);
        EquityOutcome outcome = command.apply(pool);
        seen.changed().forEach(holder -> holders.put(holder.memberId(), holder));
        state = pool.state();
        moves = all.all();
        return outcome;
    }

    EquityState state() {
        return state;
    }

    List<Move> moves() {
        return moves;
    }

    String pool() {
        return Amount.format(state.assets(), AssetCode.CNY);
    }

    String supply() {
        return Amount.format(state.supply(), AssetCode.EQUITY);
    }

    BigDecimal price(int digits) {
        return BigDecimal.valueOf(state.assets())
                .movePointRight(4)
                .divide(BigDecimal.valueOf(state.supply()), digits, RoundingMode.HALF_UP);
    }

    String price() {
        return state.price(parameters).display();
    }

    String unitsOf(long member) {
        return Amount.format(holder(member).units(), AssetCode.EQUITY);
    }

    String quotaOf(long member) {
        return Amount.format(holder(member).quota(), AssetCode.CNY);
    }

    /** What the last command paid out in cash: "member amount kind", in the order in which it was paid. */
    List<String> paid() {
        List<String> paid = new ArrayList<>();
        for (Move move : moves) {
            if (move instanceof Move.OfHolder of && of.asset() == AssetCode.CNY) {
                paid.add(of.holderId() + " " + Amount.format(of.amount(), of.asset()) + " " + of.kind());
            }
        }
        return paid;
    }

    /** What the last command changed on one of the plan's accounts. */
    String change(EquityAccount account, AssetCode asset) {
        long sum = moves.stream()
                .filter(move ->
                        move instanceof Move.OfBook of && of.account().equals(account.name()) && of.asset() == asset)
                .mapToLong(Move::amount)
                .sum();
        return Amount.format(sum, asset);
    }

    static long fen(String yuan) {
        return Amount.notNegative("yuan", yuan, AssetCode.CNY);
    }

    static long units(String units) {
        return Amount.notNegative("units", units, AssetCode.EQUITY);
    }

    private EquityHolder holder(long member) {
        return holders.getOrDefault(member, EquityHolder.none(member));
    }
}
