package io.wellspring.bench;

import io.wellspring.testing.DurablePostgres;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whether a plan slows down while it grows: with its holders, and with what the ledger has already. */
class GrowthBench {

    private static final List<Integer> HOLDERS = List.of(10_000, 100_000, 1_000_000);
    private static final int LINES = 10_000_000;
    private static final int WARMING_ORDERS = 200_000;
    private static final int ORDERS = 60_000;

    private final Table table =
            new Table("growth", "holders of the plan|lines in the ledger|orders a second|to the first");

    @TempDir
    private Path folder;

    private double first;

    @Test
    void aPlanKeepsItsPaceWhileItGrows() throws Exception {
        try (DurablePostgres postgres = DurablePostgres.in(folder, HotPoolBench.SERVER);
                Installation installation = Installation.on(postgres.create("growing"))) {
            JdbcClient jdbc = postgres.jdbc("growing");
            Installation.populate(postgres, "growing", HOLDERS.get(HOLDERS.size() - 1));
            measure(installation, jdbc, HOLDERS.get(0), WARMING_ORDERS);
            table.row("to get warm: %,d orders |  |  | ", WARMING_ORDERS);
            first = measure(installation, jdbc, HOLDERS.get(0), ORDERS);
            tell(jdbc, HOLDERS.get(0), first);
            for (int holders : HOLDERS.subList(1, HOLDERS.size())) {
                tell(jdbc, holders, measure(installation, jdbc, holders, ORDERS));
            }
            fill(jdbc);
            tell(jdbc, HOLDERS.get(0), measure(installation, jdbc, HOLDERS.get(0), ORDERS));
            table.write();
        }
    }

    private double measure(Installation installation, JdbcClient jdbc, int holders, int orders) throws Exception {
        long plan = installation.plan("With " + holders);
        endow(jdbc, plan, holders);
        jdbc.sql("CHECKPOINT").update();
        List<Mall> malls = List.of(installation.mall(plan), installation.mall(plan));
        return new HotPool(jdbc, plan, malls).perSecond(PaidOrders.of("plan" + plan, orders, plan, holders));
    }

    private void tell(JdbcClient jdbc, int holders, double found) {
        long lines = jdbc.sql("SELECT count(*) FROM ledger_member_line")
                .query(Long.class)
                .single();
        table.row("%,d | %,d | %,.0f | %.2f", holders, lines, found, found / first);
    }

    /** Everybody holds 450 units at the price of one yuan, and will have to leave at another price. */
    private static void endow(JdbcClient jdbc, long plan, int holders) {
        jdbc.sql("""
                        INSERT INTO equity_holder (plan_id, member_id, units, quota)
                        SELECT :plan, 10000 + n, 450000000, 47000 + (random() * 90000)::bigint
                          FROM generate_series(1, :holders) AS n
                        """).param("plan", plan).param("holders", holders).update();
        jdbc.sql("""
                        INSERT INTO ledger_member_balance (member_id, asset, plan_id, amount)
                        SELECT member_id, asset, plan_id, CASE asset WHEN 'EQUITY' THEN units ELSE quota END
                          FROM equity_holder CROSS JOIN unnest(ARRAY['EQUITY', 'QUOTA']) AS asset
                         WHERE plan_id = :plan
                        """).param("plan", plan).update();
        jdbc.sql("""
                        UPDATE plan SET state = state || jsonb_build_object(
                               'assets', :holders * 45000::bigint, 'supply', :holders * 450000000::bigint,
                               'issued', :holders * 450000000::bigint)
                         WHERE id = :plan
                        """).param("plan", plan).param("holders", holders).update();
        jdbc.sql("VACUUM ANALYZE equity_holder").update();
        jdbc.sql("VACUUM ANALYZE ledger_member_balance").update();
    }

    /** What a platform has after some months: members' lines by the million. */
    private static void fill(JdbcClient jdbc) {
        jdbc.sql("""
                        WITH posting AS (
                            INSERT INTO ledger_posting (id, plan_id, business_day, cause)
                            SELECT nextval('ledger_posting_id'), 0, current_date, 'what was there' RETURNING id)
                        INSERT INTO ledger_member_line (member_id, posting_id, asset, plan_id, amount, balance, kind,
                                                        cause_plan_id, business_day)
                        SELECT 10001 + n % 1000000, id, 'POINT', 0, 1, 1, 'RELEASE', 0, current_date
                          FROM posting CROSS JOIN generate_series(1, :lines) AS n
                        """).param("lines", LINES).update();
        jdbc.sql("VACUUM ANALYZE ledger_member_line").update();
    }
}
