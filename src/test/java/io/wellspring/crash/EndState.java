package io.wellspring.crash;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Where a history has led, as far as its script decides that: without ids and times, and without the balances on lines
 * of assets that plans share, whose order is free.
 */
final class EndState {

    private static final Map<String, String> PARTS = Map.ofEntries(
            Map.entry("plans", "SELECT id, open_day, last_position, state::text FROM plan"),
            Map.entry("holders", "SELECT plan_id, member_id, units, quota FROM equity_holder"),
            Map.entry("members of LOOP plans", "SELECT plan_id, member_id, quota, shares FROM loop_member"),
            Map.entry("settlements", """
                    SELECT plan_id, day, version_number, stage, sales, carried_in, participants, weight, receivers, posted
                      FROM loop_settlement
                    """),
            Map.entry("pools", "SELECT * FROM loop_pool"),
            Map.entry("dividends", "SELECT * FROM loop_dividend"),
            Map.entry("members of RELEASE plans", "SELECT * FROM release_member"),
            Map.entry("lots", "SELECT * FROM release_lot"),
            Map.entry("volumes", "SELECT * FROM release_volume"),
            Map.entry("settled releases", """
                    SELECT plan_id, day, version_number, stage, receivers, due, referral, team, peer, posted
                      FROM release_settlement
                    """),
            Map.entry("releases", "SELECT * FROM release_payment"),
            Map.entry("balances of members", "SELECT * FROM ledger_member_balance"),
            Map.entry("balances of plans", "SELECT * FROM ledger_plan_balance"),
            Map.entry("log", """
                    SELECT plan_id, source, key, kind, body::text, position, business_day, status, facts::text,
                           outcome::text
                      FROM plan_log
                    """),
            Map.entry("lines of members", """
                    SELECT member_id, asset, plan_id, amount, CASE WHEN plan_id > 0 THEN balance END, kind,
                           cause_plan_id, position, business_day
                      FROM ledger_member_line
                    """));

    private EndState() {}

    /** Each part as a sorted list of its rows. */
    static Map<String, List<String>> of(JdbcClient jdbc) {
        Map<String, List<String>> state = new TreeMap<>();
        PARTS.forEach((part, sql) -> state.put(
                part,
                jdbc.sql("SELECT part::text FROM (" + sql + ") AS part ORDER BY 1")
                        .query(String.class)
                        .list()));
        return state;
    }
}
