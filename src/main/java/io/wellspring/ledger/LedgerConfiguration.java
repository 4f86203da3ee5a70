package io.wellspring.ledger;

import io.wellspring.pulse.Pulse;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** What recurs in this room. */
@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {

    private static final int MONTHS_AHEAD = 2;

    /** A sum over all balances takes a second for some millions of them. */
    @Bean
    Pulse watchOverTheLedger(Conservation conservation) {
        return new Pulse(
                "the check of the ledger",
                Duration.ofMinutes(10),
                Duration.ofSeconds(60),
                Mono.defer(conservation::check));
    }

    /** Plan lines are kept by month; each month's table is there before its first line. */
    @Bean
    Pulse makingMonthsOfPlanLines(DatabaseClient database) {
        return new Pulse(
                "making months of plan lines",
                Duration.ofHours(1),
                Duration.ofSeconds(30),
                database.sql("""
                                SELECT ledger_make_month((wellspring_now() + make_interval(months => ahead))::date)
                                  FROM generate_series(0, :ahead) AS ahead
                                """).bind("ahead", MONTHS_AHEAD).then());
    }
}
