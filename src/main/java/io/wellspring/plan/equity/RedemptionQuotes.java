package io.wellspring.plan.equity;

import io.r2dbc.spi.Readable;
import io.wellspring.plan.equity.rules.Brought;
import io.wellspring.plan.equity.rules.EquityHolder;
import io.wellspring.plan.equity.rules.EquityHolders;
import io.wellspring.plan.equity.rules.EquityMoves;
import io.wellspring.plan.equity.rules.EquityParameters;
import io.wellspring.plan.equity.rules.EquityRefusal;
import io.wellspring.plan.equity.rules.EquityRules;
import io.wellspring.plan.equity.rules.EquityState;
import io.wellspring.plan.equity.rules.Revision;
import io.wellspring.plan.register.PlanKind;
import io.wellspring.plan.register.PlanRefusal;
import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalCode;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Tells what a redemption would bring, by the rules that the plan writer decides it with; nothing is written. */
@Component
public class RedemptionQuotes {

    private final DatabaseClient database;
    private final JsonMapper json;

    RedemptionQuotes(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /**
     * What so many units would bring now.
     *
     * @param units in 1/1,000,000, above zero
     * @throws Refusal for the reason for which the redemption would be refused now
     */
    public Mono<QuotedRedemption> of(long memberId, long planId, long units) {
        return ofUnits(memberId, planId).map(standing -> quote(standing, units));
    }

    /**
     * What to ask before a redemption is appended that is not known yet. It is refused where it pays nothing and the plan's
     * rules are of a revision that would carry it out: the rules themselves stay as they are, for replays.
     *
     * @throws Refusal where there is no such plan, or it has no units
     */
    public Mono<Mono<Void>> admission(long memberId, long planId, long units) {
        return ofUnits(memberId, planId).map(standing -> admission(standing, units));
    }

    private Mono<Void> admission(Standing standing, long units) {
        boolean asked = standing.revision() == Revision.FIRST
                && units <= standing.holder().units();
        return asked
                        && rules(standing)
                                        .bring(standing.holder().memberId(), units)
                                        .paid()
                                == 0
                ? Mono.error(() -> Refusal.of(EquityRefusal.REDEMPTION_PAYS_NOTHING))
                : Mono.empty();
    }

    private Mono<Standing> ofUnits(long memberId, long planId) {
        return standing(memberId, planId)
                .switchIfEmpty(Mono.error(() -> Refusal.of(PlanRefusal.PLAN_UNKNOWN)))
                .filter(standing -> standing.kind() == PlanKind.EQUITY)
                .switchIfEmpty(Mono.error(() -> Refusal.of(EquityRefusal.PLAN_HAS_NO_UNITS)));
    }

    private QuotedRedemption quote(Standing standing, long units) {
        EquityRules rules = rules(standing);
        RefusalCode objection = rules.objection(standing.holder().memberId(), units);
        if (objection != null) {
            throw Refusal.of(objection);
        }
        Brought brought = rules.bring(standing.holder().memberId(), units);
        refuseNothing(brought);
        return QuotedRedemption.of(
                standing.planId(),
                standing.planName(),
                standing.changes(),
                standing.parametersVersion(),
                state(standing).price(parameters(standing)).display(),
                units,
                brought);
    }

    private static void refuseNothing(Brought brought) {
        if (brought.paid() == 0) {
            throw Refusal.of(EquityRefusal.REDEMPTION_PAYS_NOTHING);
        }
    }

    private EquityRules rules(Standing standing) {
        EquityHolders holders = EquityHolders.all(List.of(standing.holder()));
        return new EquityRules(standing.revision(), parameters(standing), state(standing), holders, new EquityMoves());
    }

    private EquityParameters parameters(Standing standing) {
        return json.readValue(standing.parameters(), EquityParameters.class);
    }

    private EquityState state(Standing standing) {
        return json.readValue(standing.state(), EquityState.class);
    }

    /** The plan and what the member holds, as they stood at one moment. */
    private Mono<Standing> standing(long memberId, long planId) {
        return database.sql("""
                        SELECT plan.id, kind, name, version, state::text, number, rule_revision, parameters::text,
                               coalesce(units, 0) AS units, coalesce(quota, 0) AS quota
                          FROM plan
                          JOIN plan_version AS serving
                            ON serving.plan_id = plan.id
                           AND number = (SELECT number FROM plan_version AS version
                                          WHERE plan_id = plan.id AND effective_day <= open_day
                                            AND NOT EXISTS (SELECT 1 FROM plan_version_withdrawal AS withdrawal
                                                             WHERE withdrawal.plan_id = version.plan_id
                                                               AND withdrawal.number = version.number)
                                          ORDER BY effective_day DESC, number DESC LIMIT 1)
                          LEFT JOIN equity_holder AS holder ON holder.plan_id = plan.id AND member_id = :member
                         WHERE plan.id = :plan
                        """)
                .bind("member", memberId)
                .bind("plan", planId)
                .map(row -> standing(memberId, row))
                .one();
    }

    private static Standing standing(long memberId, Readable row) {
        return new Standing(
                row.get("id", Long.class),
                PlanKind.valueOf(row.get("kind", String.class)),
                row.get("name", String.class),
                row.get("version", Long.class),
                row.get("state", String.class),
                row.get("number", Integer.class),
                row.get("rule_revision", Integer.class),
                row.get("parameters", String.class),
                new EquityHolder(memberId, row.get("units", Long.class), row.get("quota", Long.class)));
    }

    private record Standing(
            long planId,
            PlanKind kind,
            String planName,
            long changes,
            String state,
            int parametersVersion,
            int ruleRevision,
            String parameters,
            EquityHolder holder) {

        Revision revision() {
            return Revision.numbered(ruleRevision);
        }
    }
}
