package io.wellspring.plan.testing;

import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All that commands left in a plan, but for their positions: what two plans must have alike that applied the same. */
public record PlanImage(
        String state,
        List<Map<String, Object>> holders,
        List<Map<String, Object>> memberBalances,
        List<Map<String, Object>> planBalances,
        List<Map<String, Object>> lines,
        List<Map<String, Object>> outcomes) {

    public static PlanImage of(JdbcClient jdbc, long plan) {
        return new PlanImage(
                jdbc.sql("SELECT state::text FROM plan WHERE id = ?")
                        .param(plan)
                        .query(String.class)
                        .single(),
                rows(jdbc, plan, """
                        SELECT member_id, units, quota FROM equity_holder WHERE plan_id = ? ORDER BY 1
                        """),
                rows(jdbc, plan, """
                        SELECT member_id, asset, amount FROM ledger_member_balance WHERE plan_id = ? ORDER BY 1, 2
                        """),
                rows(jdbc, plan, """
                        SELECT account, asset, amount FROM ledger_plan_balance WHERE plan_id = ? ORDER BY 1, 2
                        """),
                rows(jdbc, plan, """
                        SELECT line.member_id, asset, amount, line.kind, key,
                               CASE WHEN line.plan_id > 0 THEN balance END AS balance
                          FROM ledger_member_line AS line
                          JOIN plan_log ON plan_log.plan_id = cause_plan_id AND plan_log.position = line.position
                         WHERE cause_plan_id = ? ORDER BY line.id
                        """),
                rows(jdbc, plan, """
                        SELECT key, status, outcome::text FROM plan_log
                         WHERE plan_id = ? AND status IS DISTINCT FROM 'FAILED' ORDER BY position
                        """));
    }

    private static List<Map<String, Object>> rows(JdbcClient jdbc, long plan, String sql) {
        return jdbc.sql(sql).param(plan).query().listOfRows();
    }
}
