package io.wellspring.plan.loop;

import io.wellspring.member.Members;
import io.wellspring.plan.kind.Referrers;
import io.wellspring.plan.kind.Rulebook;
import io.wellspring.plan.kind.Run;
import io.wellspring.plan.log.Command;
import io.wellspring.plan.loop.rules.DayPools;
import io.wellspring.plan.loop.rules.LoopAccount;
import io.wellspring.plan.loop.rules.LoopMembers;
import io.wellspring.plan.loop.rules.LoopParameters;
import io.wellspring.plan.loop.rules.LoopState;
import io.wellspring.plan.register.Plan;
import io.wellspring.plan.register.PlanKind;
import io.wellspring.plan.register.PlanVersion;
import io.wellspring.plan.replay.KindReplay;
import io.wellspring.plan.replay.KindReplays;
import io.wellspring.plan.settlement.DaySteps;
import io.wellspring.refusal.Refusals;
import io.wellspring.value.Amount;
import io.wellspring.value.AssetCode;
import io.wellspring.value.Chart;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs LOOP plans: reads what the members of a batch have, and hands it to the rules; days are settled in steps. */
@Component
class LoopRulebook implements Rulebook, KindReplays {

    private final LoopHoldings holdings;
    private final LoopSettlement settlement;
    private final DaySteps steps;
    private final Referrers referrers;
    private final LoopJson loop;
    private final JsonMapper json;

    @Autowired
    LoopRulebook(
            LoopHoldings holdings,
            LoopSettlement settlement,
            DaySteps steps,
            Members members,
            LoopJson loop,
            JsonMapper json) {
        this(holdings, settlement, steps, Referrers.known(members), loop, json);
    }

    private LoopRulebook(
            LoopHoldings holdings,
            LoopSettlement settlement,
            DaySteps steps,
            Referrers referrers,
            LoopJson loop,
            JsonMapper json) {
        this.holdings = holdings;
        this.loop = loop;
        this.settlement = settlement;
        this.steps = steps;
        this.referrers = referrers;
        this.json = json;
    }

    @Override
    public PlanKind kind() {
        return PlanKind.LOOP;
    }

    @Override
    public Chart chart() {
        return LoopAccount.CHART;
    }

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public String initialState() {
        return json.writeValueAsString(LoopState.EMPTY);
    }

    @Override
    public String checked(JsonNode parameters) {
        try {
            return json.writeValueAsString(
                    json.treeToValue(parameters, LoopParameters.class).checked());
        } catch (JacksonException failure) {
            throw Refusals.ofJson(failure);
        }
    }

    @Override
    public JsonNode shown(PlanVersion version) {
        return json.valueToTree(loop.parameters(version));
    }

    /** No order leaves anything to finish. */
    @Override
    public boolean hasToResume(Plan plan) {
        return false;
    }

    @Override
    public boolean isSettling(Plan plan) {
        return loop.state(plan).settling();
    }

    @Override
    public Mono<Plan> close(Plan plan, PlanVersion version, LocalDate until) {
        return isSettling(plan) ? steps.goOn(settlement, plan, version) : steps.begin(settlement, plan, version);
    }

    @Override
    public Mono<Run> open(Plan plan, PlanVersion version, List<Command> commands) {
        return referrers
                .of(commands)
                .flatMap(found -> holdings.of(plan.id(), Referrers.touched(commands, found))
                        .map(LoopMembers::new)
                        .map(members -> new LoopRun(
                                plan, loop.parameters(version), loop.state(plan), members, found, holdings, json)));
    }

    @Override
    public KindReplay replay(DatabaseClient session) {
        LoopHoldings stage = new LoopHoldings(session, LoopReplay.TABLE);
        LoopRulebook rules = new LoopRulebook(stage, settlement, steps, Referrers.recorded(json), loop, json);
        return new LoopReplay(session, stage, rules, loop);
    }

    /** Of the open day: provisional until it is settled. */
    @Override
    public Map<String, Object> figures(Plan plan, PlanVersion version) {
        LoopState state = loop.state(plan);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("provisional", true);
        figures.put("beingSettled", state.settling());
        figures.put("sales", Amount.format(state.sales(), AssetCode.CNY));
        figures.put("carried", Amount.format(state.carried(), AssetCode.CNY));
        figures.put("pool", Amount.format(DayPools.weighted(loop.parameters(version), state), AssetCode.CNY));
        figures.put("levelPools", levelPools(loop.parameters(version), state));
        return figures;
    }

    private static Map<String, String> levelPools(LoopParameters parameters, LoopState state) {
        Map<String, String> pools = new LinkedHashMap<>();
        parameters
                .levels()
                .forEach(level ->
                        pools.put(level.name(), Amount.format(level.rate().floorOf(state.sales()), AssetCode.CNY)));
        return pools;
    }
}
