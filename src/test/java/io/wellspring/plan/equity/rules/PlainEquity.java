package io.wellspring.plan.equity.rules;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rules of {@code src/docs/plans/equity.md} once more, as they are read: numbers without limits, every holder
 * looked at every time, nothing clever. What the real rules are compared with.
 */
final class PlainEquity {

    private static final BigInteger ZERO = BigInteger.ZERO;
    private static final BigInteger LARGEST_VOLUME = BigInteger.TEN.pow(15);

    private final EquityParameters parameters;

    final TreeMap<Long, BigInteger> units = new TreeMap<>();
    final TreeMap<Long, BigInteger> quota = new TreeMap<>();
    final TreeMap<Long, BigInteger> received = new TreeMap<>();
    final TreeMap<Long, BigInteger> quotaGranted = new TreeMap<>();

    BigInteger assets = ZERO;
    BigInteger supply = ZERO;
    BigInteger issued = ZERO;
    BigInteger volume = ZERO;

    // The price while supply is 0: fen per 1/1,000,000 unit.
    BigInteger lastFen;
    BigInteger lastUnits;

    /** What the current command moved, by "who asset kind". */
    Map<String, BigInteger> moved = new TreeMap<>();

    String outcome = "";

    PlainEquity(EquityParameters parameters) {
        this.parameters = parameters;
        this.lastFen = parameters.issuePrice().value().movePointRight(12 + 2).toBigIntegerExact();
        this.lastUnits = BigInteger.TEN.pow(12 + 6);
    }

    void order(long m, @Nullable Long r, long cash) {
        moved = new TreeMap<>();
        BigInteger a = BigInteger.valueOf(cash);
        if (volume.add(a).compareTo(LARGEST_VOLUME) > 0) {
            outcome = "refused PLAN_FULL";
            return;
        }
        volume = volume.add(a);

        // "at the price before it"
        BigInteger priceFen = supply.signum() > 0 ? assets : lastFen;
        BigInteger priceUnits = supply.signum() > 0 ? supply : lastUnits;
        BigInteger cap = parameters.supplyCap().value().movePointRight(6).toBigIntegerExact();

        // 1. contribution C = floor(A × contributionRate)
        BigInteger c = floor(a, parameters.contributionRate().value());

        // 2. m receives …; r receives …; first m, then r, each clipped to supplyCap − issued
        BigInteger forM =
                floor(c, parameters.grantRate().value()).multiply(priceUnits).divide(priceFen);
        forM = forM.min(cap.subtract(issued).max(ZERO));
        issued = issued.add(forM);
        BigInteger forR = ZERO;
        if (r != null) {
            forR = floor(c, parameters.referralGrantRate().value())
                    .multiply(priceUnits)
                    .divide(priceFen);
            forR = forR.min(cap.subtract(issued).max(ZERO));
            issued = issued.add(forR);
        }
        supply = supply.add(forM).add(forR);

        // 3. assets += C, but "once nothing is left to issue and supply is 0, C goes to the platform instead"
        move("SALES CNY CONTRIBUTION", c.negate());
        if (issued.compareTo(cap) >= 0 && supply.signum() == 0) {
            move("PLATFORM CNY CONTRIBUTION", c);
        } else {
            assets = assets.add(c);
            move("POOL CNY CONTRIBUTION", c);
        }

        // 4. quota
        BigInteger quotaM = floor(a, parameters.quotaMultiple().value());
        BigInteger quotaR =
                r == null ? ZERO : floor(a, parameters.referralQuotaMultiple().value());
        give(m, forM, quotaM, "ORDER_GRANT");
        if (r != null) {
            give(r, forR, quotaR, "REFERRAL_GRANT");
        }
        outcome = "ordered " + c + " " + forM + " " + quotaM + " " + forR + " " + quotaR;
        throwOutAllWhoMust();
    }

    void redeem(long m, long q) {
        moved = new TreeMap<>();
        BigInteger some = BigInteger.valueOf(q);
        if (some.compareTo(units.getOrDefault(m, ZERO)) > 0) {
            outcome = "refused INSUFFICIENT_UNITS";
            return;
        }
        if (paid(m, some).signum() == 0) {
            outcome = "refused REDEMPTION_PAYS_NOTHING";
            return;
        }
        outcome = "redeemed " + redeem(m, some, "REDEMPTION");
        throwOutAllWhoMust();
    }

    /** With what it sets off: the closing when too little remains, and the residue when nothing does. */
    private String redeem(long m, BigInteger q, String kind) {
        String done = pay(m, q, kind);
        BigInteger least = parameters.minSupply().value().movePointRight(6).toBigIntegerExact();
        if (supply.signum() > 0 && supply.compareTo(least) < 0) {
            for (long holder : units.keySet()) {
                if (units.get(holder).signum() > 0) {
                    pay(holder, units.get(holder), "CLOSING");
                }
            }
        }
        if (supply.signum() == 0) {
            move("POOL CNY RESIDUE", assets.negate());
            move("PLATFORM CNY RESIDUE", assets);
            assets = ZERO;
        }
        return done;
    }

    private String pay(long m, BigInteger q, String kind) {
        if (q.equals(supply)) {
            // "the price just before the redemption that emptied the pool"
            lastFen = assets;
            lastUnits = supply;
        }
        BigInteger had = quota.getOrDefault(m, ZERO);
        BigInteger gross = gross(m, q);
        BigInteger fee = fee(gross);
        BigInteger paid = gross.subtract(fee);
        BigInteger consumed = had.min(gross);

        assets = assets.subtract(paid);
        supply = supply.subtract(q);
        units.merge(m, q.negate(), BigInteger::add);
        quota.merge(m, consumed.negate(), BigInteger::add);
        received.merge(m, paid, BigInteger::add);
        move("member " + m + " EQUITY " + kind, q.negate());
        move("ISSUED EQUITY " + kind, q);
        move("member " + m + " QUOTA " + kind, consumed.negate());
        move("ISSUED QUOTA " + kind, consumed);
        move("member " + m + " CNY " + kind, paid);
        move("POOL CNY " + kind, paid.negate());
        return q + " " + gross + " " + fee + " " + paid;
    }

    private BigInteger paid(long m, BigInteger q) {
        BigInteger gross = gross(m, q);
        return gross.subtract(fee(gross));
    }

    private BigInteger gross(long m, BigInteger q) {
        BigInteger gross = q.multiply(assets).divide(supply);
        return parameters.forcedExit() ? gross.min(quota.getOrDefault(m, ZERO)) : gross;
    }

    private BigInteger fee(BigInteger gross) {
        return new BigDecimal(gross)
                .multiply(parameters.redemptionFeeRate().value())
                .setScale(0, RoundingMode.CEILING)
                .toBigIntegerExact();
    }

    private void throwOutAllWhoMust() {
        while (parameters.forcedExit() && somebodyMust()) {
            long next = lowestQuotaPerUnit();
            redeem(next, units.get(next), "FORCED_EXIT");
        }
    }

    private boolean somebodyMust() {
        return units.entrySet().stream()
                .anyMatch(holder -> holder.getValue().signum() > 0
                        && holder.getValue().multiply(assets).divide(supply).compareTo(quota.get(holder.getKey()))
                                >= 0);
    }

    private long lowestQuotaPerUnit() {
        long lowest = -1;
        for (long m : units.keySet()) {
            if (units.get(m).signum() > 0 && (lowest < 0 || isLower(m, lowest))) {
                lowest = m;
            }
        }
        return lowest;
    }

    private boolean isLower(long m, long other) {
        return quota.get(m)
                        .multiply(units.get(other))
                        .compareTo(quota.get(other).multiply(units.get(m)))
                < 0;
    }

    private void give(long m, BigInteger moreUnits, BigInteger moreQuota, String kind) {
        units.merge(m, moreUnits, BigInteger::add);
        quota.merge(m, moreQuota, BigInteger::add);
        quotaGranted.merge(m, moreQuota, BigInteger::add);
        move("member " + m + " EQUITY " + kind, moreUnits);
        move("ISSUED EQUITY " + kind, moreUnits.negate());
        move("member " + m + " QUOTA " + kind, moreQuota);
        move("ISSUED QUOTA " + kind, moreQuota.negate());
    }

    private void move(String what, BigInteger amount) {
        moved.merge(what, amount, BigInteger::add);
        moved.remove(what, ZERO);
    }

    private static BigInteger floor(BigInteger amount, BigDecimal rate) {
        return new BigDecimal(amount)
                .multiply(rate)
                .setScale(0, RoundingMode.FLOOR)
                .toBigIntegerExact();
    }
}
