package io.wellspring.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.plan.equity.EquityMoves;
import io.wellspring.plan.equity.EquityOutcome;
import io.wellspring.plan.equity.EquityOutcome.Refused;
import io.wellspring.plan.equity.EquityParameters;
import io.wellspring.plan.equity.EquityPool;
import io.wellspring.plan.equity.EquityState;
import io.wellspring.plan.equity.Holders;
import io.wellspring.value.Move;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A plan's log once more through the pure rules, one command after the other: same state, same lines. */
final class Replay {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final long plan;

    private final Holders holders = Holders.all(List.of());
    private final EquityMoves moves = new EquityMoves();
    private EquityState state = EquityState.EMPTY;

    Replay(JdbcClient jdbc, JsonMapper json, long plan) {
        this.jdbc = jdbc;
        this.json = json;
        this.plan = plan;
    }

    void assertSame() {
        jdbc.sql("""
                        SELECT position, kind, member_id, body::text AS body, facts::text AS facts, status,
                               outcome::text AS outcome,
                               (SELECT parameters::text FROM plan_version AS version
                                 WHERE version.plan_id = log.plan_id AND effective_day <= business_day
                                 ORDER BY effective_day DESC, number DESC LIMIT 1) AS parameters
                          FROM plan_log AS log
                         WHERE plan_id = ? AND kind IN ('ORDER', 'REDEMPTION') AND status <> 'FAILED'
                         ORDER BY position
                        """).param(plan).query().listOfRows().forEach(this::again);

        assertThat(state).isEqualTo(stateOf(jdbc, json, plan));
        assertThat(replayedLines()).containsExactlyInAnyOrderElementsOf(writtenLines());
    }

    static EquityState stateOf(JdbcClient jdbc, JsonMapper json, long plan) {
        String state = jdbc.sql("SELECT state::text FROM plan WHERE id = ?")
                .param(plan)
                .query(String.class)
                .single();
        return json.readValue(state, EquityState.class);
    }

    private void again(Map<String, Object> command) {
        EquityParameters parameters = json.readValue((String) command.get("parameters"), EquityParameters.class);
        EquityPool pool = new EquityPool(parameters, state, holders, moves);
        EquityOutcome outcome = outcome(pool, command);
        state = pool.state();

        String expected = outcome instanceof Refused refused
                ? "{\"code\":\"" + refused.code() + "\"}"
                : json.writeValueAsString(outcome);
        assertThat(json.readTree((String) command.get("outcome")))
                .as("plan %d, position %s", plan, command.get("position"))
                .isEqualTo(json.readTree(expected));
    }

    private EquityOutcome outcome(EquityPool pool, Map<String, Object> command) {
        long position = (Long) command.get("position");
        long member = (Long) command.get("member_id");
        JsonNode body = json.readTree((String) command.get("body"));
        return "ORDER".equals(command.get("kind"))
                ? pool.order(
                        position,
                        member,
                        referrer((String) command.get("facts")),
                        body.get("cash").longValue())
                : pool.redeem(position, member, body.get("units").longValue());
    }

    private Long referrer(String facts) {
        return facts == null ? null : json.readTree(facts).get("referrer").longValue();
    }

    private List<String> replayedLines() {
        return moves.all().stream()
                .filter(Move.OfMember.class::isInstance)
                .map(Move.OfMember.class::cast)
                .map(move -> "%d: member %d %s %d %s"
                        .formatted(move.position(), move.memberId(), move.asset(), move.amount(), move.kind()))
                .toList();
    }

    private List<String> writtenLines() {
        return jdbc.sql("""
                        SELECT position || ': member ' || member_id || ' ' || asset || ' ' || amount || ' ' || kind
                          FROM ledger_member_line WHERE cause_plan_id = ?
                        """).param(plan).query(String.class).list();
    }
}
