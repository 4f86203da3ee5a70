package io.wellspring.plan.loop.rules;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rules of {@code src/docs/plans/loop.md}, written down as they are read, with whole numbers of any size. */
public final class PlainLoop {

    private final LoopParameters parameters;
    final Map<Long, BigInteger> quota = new TreeMap<>();
    final Map<Long, BigInteger> shares = new TreeMap<>();
    BigInteger sales = BigInteger.ZERO;
    BigInteger carried = BigInteger.ZERO;

    public PlainLoop(LoopParameters parameters) {
        this.parameters = parameters;
    }

    public void order(long buyer, @Nullable Long referrer, long cash) {
        BigDecimal amount = BigDecimal.valueOf(cash);
        BigDecimal bought =
                amount.movePointRight(4).divide(parameters.spendPerShare().value(), 40, RoundingMode.FLOOR);
        add(quota, buyer, amount.multiply(parameters.quotaMultiple().value()));
        add(shares, buyer, bought);
        if (referrer != null) {
            BigDecimal numerator = amount.movePointRight(4)
                    .multiply(parameters.referralShareRate().value());
            add(quota, referrer, amount.multiply(parameters.referralQuotaRate().value()));
            add(shares, referrer, numerator.divide(parameters.spendPerShare().value(), 40, RoundingMode.FLOOR));
        }
        sales = sales.add(BigInteger.valueOf(cash));
    }

    /** What each participant receives of the weighted pool and of the level's; who is not named takes no part. */
    public Map<Long, BigInteger[]> close() {
        List<Long> present = new ArrayList<>();
        for (long member : quota.keySet()) {
            if (quota.get(member).signum() > 0 && shares.get(member).signum() > 0) {
                present.add(member);
            }
        }
        BigInteger pool = of(sales, parameters.weightedRate().value()).add(carried);
        BigInteger weights = BigInteger.ZERO;
        for (long member : present) {
            weights = weights.add(weight(member));
        }
        Map<Long, BigInteger> due = new HashMap<>();
        BigInteger paid = BigInteger.ZERO;
        Map<Long, BigInteger[]> received = new TreeMap<>();
        for (long member : present) {
            BigInteger part = pool.multiply(weight(member)).divide(weights).min(quota.get(member));
            due.put(member, part);
            paid = paid.add(part);
        }
        for (long member : present) {
            BigInteger first = due.get(member);
            BigInteger second = ofLevel(member, present).min(quota.get(member).subtract(first));
            received.put(member, new BigInteger[] {first, second});
        }
        received.forEach((member, parts) ->
                quota.put(member, quota.get(member).subtract(parts[0]).subtract(parts[1])));
        carried = pool.subtract(paid);
        sales = BigInteger.ZERO;
        return received;
    }

    /** What of the weighted pool the days so far left over. */
    public BigInteger carried() {
        return carried;
    }

    private BigInteger ofLevel(long member, List<Long> present) {
        Level mine = levelOf(member);
        if (mine == null) {
            return BigInteger.ZERO;
        }
        BigInteger pool = of(sales, mine.rate().value());
        List<Long> peers =
                present.stream().filter(other -> mine.equals(levelOf(other))).toList();
        if (parameters.levelSplit() == LevelSplit.EQUAL) {
            return pool.divide(BigInteger.valueOf(peers.size()));
        }
        BigInteger all = peers.stream().map(shares::get).reduce(BigInteger.ZERO, BigInteger::add);
        return pool.multiply(shares.get(member)).divide(all);
    }

    private @Nullable Level levelOf(long member) {
        Level highest = null;
        for (Level level : parameters.levels()) {
            if (level.minShares().value().movePointRight(6).compareTo(new BigDecimal(shares.get(member))) <= 0) {
                highest = level;
            }
        }
        return highest;
    }

    private BigInteger weight(long member) {
        return parameters.weightBy() == WeightBy.SHARES ? shares.get(member) : quota.get(member);
    }

    private static BigInteger of(BigInteger amount, BigDecimal rate) {
        return new BigDecimal(amount)
                .multiply(rate)
                .setScale(0, RoundingMode.FLOOR)
                .toBigIntegerExact();
    }

    private void add(Map<Long, BigInteger> balances, long member, BigDecimal amount) {
        quota.putIfAbsent(member, BigInteger.ZERO);
        shares.putIfAbsent(member, BigInteger.ZERO);
        balances.merge(member, amount.setScale(0, RoundingMode.FLOOR).toBigIntegerExact(), BigInteger::add);
    }
}
