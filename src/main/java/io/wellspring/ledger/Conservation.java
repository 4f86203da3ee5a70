package io.wellspring.ledger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.r2dbc.spi.Readable;
import io.wellspring.value.AssetCode;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Whether value is conserved: of each asset, all that holders and books have sums to zero, and no account of a book breaks
 * its sign rule. Nothing that this program writes can break either; a hand in the database can.
 */
@Component
class Conservation {

    private static final Logger log = LoggerFactory.getLogger(Conservation.class);

    private final DatabaseClient database;
    private final Clock clock;

    private final Map<String, BigDecimal> owed = new ConcurrentHashMap<>();

    private volatile long mismatches;
    private volatile Instant checked;

    Conservation(DatabaseClient database, MeterRegistry meters, Clock clock) {
        this.database = database;
        this.clock = clock;
        this.checked = clock.instant();
        Gauge.builder("wellspring.ledger.mismatches", this, ledger -> ledger.mismatches)
                .description(
                        "Assets whose balances do not sum to zero, and accounts that break their sign rule, at the last count")
                .register(meters);
        Arrays.stream(AssetCode.values()).filter(AssetCode::isGlobal).forEach(asset -> showOwed(asset, meters));
        TimeGauge.builder("wellspring.ledger.checked.age", this, TimeUnit.MILLISECONDS, Conservation::ageMillis)
                .description("Since the last check of the ledger that came to its end, or since the start")
                .register(meters);
    }

    Mono<Void> check() {
        return unbalanced().zipWith(broken(), Long::sum).doOnNext(this::keep).then();
    }

    /** Sums all balances up, as they are at one moment. */
    private Mono<Long> unbalanced() {
        return database.sql("""
                        SELECT asset, plan_id, sum(amount)::text AS difference,
                               coalesce(sum(amount) FILTER (WHERE of_members), 0)::text AS owed
                          FROM (SELECT asset, plan_id, amount, true AS of_members FROM ledger_member_balance
                                 UNION ALL
                                SELECT asset, CASE WHEN asset = ANY(:global::text[]) THEN 0 ELSE plan_id END, amount,
                                       false
                                  FROM ledger_plan_balance) AS balance
                         GROUP BY asset, plan_id
                        HAVING sum(amount) <> 0 OR asset = ANY(:global::text[])
                        """)
                .bind("global", AssetCode.globalNames())
                .map(Sum::of)
                .all()
                .doOnNext(sum -> owed.put(sum.asset(), sum.owed()))
                .filter(Sum::differs)
                .doOnNext(mismatch -> log.error("balances do not sum to zero: {}", mismatch))
                .count();
    }

    /** The database refuses what would break a rule, but not what was there before the rule. */
    private Mono<Long> broken() {
        return database.sql("""
                        SELECT format('%s of book %s: %s %s', account, plan_id, amount, asset) FROM ledger_plan_balance
                         WHERE sign = 'NEVER_NEGATIVE' AND amount < 0 OR sign = 'NEVER_POSITIVE' AND amount > 0
                        """)
                .mapValue(String.class)
                .all()
                .doOnNext(account -> log.error("a balance breaks the sign rule of its account: {}", account))
                .count();
    }

    /** What all members together have of an asset that is one for all plans; unknown until it was first added up. */
    private void showOwed(AssetCode asset, MeterRegistry meters) {
        Gauge.builder("wellspring.ledger.owed", () -> owedOf(asset))
                .description("What all members together have, in yuan or points, as this node added up last")
                .tag("asset", asset.name())
                .register(meters);
    }

    private @Nullable BigDecimal owedOf(AssetCode asset) {
        BigDecimal sum = owed.get(asset.name());
        return sum == null ? null : sum.movePointLeft(asset.digits());
    }

    private void keep(long found) {
        mismatches = found;
        checked = clock.instant();
    }

    private long ageMillis() {
        return checked.until(clock.instant(), ChronoUnit.MILLIS);
    }

    /** Of one asset, and of one plan where each plan has its own. */
    private record Sum(String asset, long planId, BigDecimal difference, BigDecimal owed) {

        static Sum of(Readable row) {
            return new Sum(
                    row.get("asset", String.class),
                    row.get("plan_id", Long.class),
                    new BigDecimal(row.get("difference", String.class)),
                    new BigDecimal(row.get("owed", String.class)));
        }

        boolean differs() {
            return difference.signum() != 0;
        }

        @Override
        public String toString() {
            return "%s of plan %d: %s".formatted(asset, planId, difference);
        }
    }
}
