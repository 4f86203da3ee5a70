package io.wellspring.plan.testing.flat;

import io.wellspring.plan.kind.Rulebook;
import io.wellspring.plan.kind.Run;
import io.wellspring.plan.log.Command;
import io.wellspring.plan.register.Plan;
import io.wellspring.plan.register.PlanKind;
import io.wellspring.plan.register.PlanVersion;
import io.wellspring.plan.replay.KindReplay;
import io.wellspring.plan.replay.KindReplays;
import io.wellspring.plan.settlement.DaySettlement;
import io.wellspring.plan.settlement.DaySteps;
import io.wellspring.plan.testing.flat.FlatRules.Account;
import io.wellspring.value.Chart;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A revision of EQUITY above all others, which is another kind altogether. */
final class FlatRulebook implements Rulebook, KindReplays {

    private final FlatTables tables;
    private final DaySettlement<?> settlement;
    private final DaySteps steps;
    private final JsonMapper json;

    FlatRulebook(FlatTables tables, DaySettlement<?> settlement, DaySteps steps, JsonMapper json) {
        this.tables = tables;
        this.settlement = settlement;
        this.steps = steps;
        this.json = json;
    }

    @Override
    public PlanKind kind() {
        return PlanKind.EQUITY;
    }

    @Override
    public Chart chart() {
        return Account.CHART;
    }

    @Override
    public int revision() {
        return 1_000;
    }

    @Override
    public String initialState() {
        return FlatRules.state(false);
    }

    @Override
    public String checked(JsonNode parameters) {
        return parameters.toString();
    }

    @Override
    public JsonNode shown(PlanVersion version) {
        return json.readTree(version.parameters());
    }

    @Override
    public boolean hasToResume(Plan plan) {
        return false;
    }

    @Override
    public boolean isSettling(Plan plan) {
        return FlatRules.isSettling(plan);
    }

    @Override
    public Mono<Plan> close(Plan plan, PlanVersion version, LocalDate until) {
        return isSettling(plan) ? steps.goOn(settlement, plan, version) : steps.begin(settlement, plan, version);
    }

    @Override
    public Mono<Run> open(Plan plan, PlanVersion version, List<Command> commands) {
        return Mono.just(new FlatRun(plan, tables, json));
    }

    @Override
    public Map<String, Object> figures(Plan plan, PlanVersion version) {
        return Map.of();
    }

    @Override
    public KindReplay replay(DatabaseClient session) {
        FlatTables replayed = new FlatTables(session, "flat_replayed");
        return new FlatReplay(session, replayed, new FlatRulebook(replayed, settlement, steps, json), json);
    }
}
