package io.wellspring.plan.release;

import io.wellspring.ledger.Ledger;
import io.wellspring.member.Members;
import io.wellspring.plan.kind.Rulebook;
import io.wellspring.plan.kind.Run;
import io.wellspring.plan.log.Command;
import io.wellspring.plan.register.Plan;
import io.wellspring.plan.register.PlanKind;
import io.wellspring.plan.register.PlanVersion;
import io.wellspring.plan.release.Uplines.Outside;
import io.wellspring.plan.release.rules.Lots;
import io.wellspring.plan.release.rules.ReleaseAccount;
import io.wellspring.plan.release.rules.ReleaseParameters;
import io.wellspring.plan.release.rules.ReleaseState;
import io.wellspring.plan.release.rules.Upline;
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
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs RELEASE plans: reads the lots and the part of the tree that a batch touches; days are settled in steps. */
@Component
class ReleaseRulebook implements Rulebook, KindReplays {

    private final ReleaseHoldings holdings;
    private final ReleaseSettlement settlement;
    private final DaySteps steps;
    private final Uplines uplines;
    private final PointsHeld points;
    private final RewardSettings rewards;
    private final ReleaseJson release;
    private final JsonMapper json;

    @Autowired
    ReleaseRulebook(
            ReleaseHoldings holdings,
            ReleaseSettlement settlement,
            DaySteps steps,
            Members members,
            Ledger ledger,
            RewardSettings rewards,
            ReleaseJson release,
            JsonMapper json) {
        this(holdings, settlement, steps, Outside.known(members), PointsHeld.known(ledger), rewards, release, json);
    }

    private ReleaseRulebook(
            ReleaseHoldings holdings,
            ReleaseSettlement settlement,
            DaySteps steps,
            Outside outside,
            PointsHeld points,
            RewardSettings rewards,
            ReleaseJson release,
            JsonMapper json) {
        this.holdings = holdings;
        this.settlement = settlement;
        this.steps = steps;
        this.uplines = new Uplines(holdings.tree(), outside);
        this.points = points;
        this.rewards = rewards;
        this.release = release;
        this.json = json;
    }

    @Override
    public PlanKind kind() {
        return PlanKind.RELEASE;
    }

    @Override
    public Chart chart() {
        return ReleaseAccount.CHART;
    }

    @Override
    public int revision() {
        return 1;
    }

    @Override
    public String initialState() {
        return json.writeValueAsString(ReleaseState.EMPTY);
    }

    @Override
    public String checked(JsonNode parameters) {
        return json.writeValueAsString(read(parameters).checked());
    }

    @Override
    public void permit(JsonNode parameters, Predicate<String> changed) {
        rewards.guard().check(read(parameters), changed);
    }

    @Override
    public JsonNode shown(PlanVersion version) {
        return json.valueToTree(release.parameters(version));
    }

    private ReleaseParameters read(JsonNode parameters) {
        try {
            return json.treeToValue(parameters, ReleaseParameters.class);
        } catch (JacksonException failure) {
            throw Refusals.ofJson(failure);
        }
    }

    /** No order leaves anything to finish. */
    @Override
    public boolean hasToResume(Plan plan) {
        return false;
    }

    @Override
    public boolean isSettling(Plan plan) {
        return release.state(plan).settling();
    }

    @Override
    public Mono<Plan> close(Plan plan, PlanVersion version, LocalDate until) {
        return isSettling(plan) ? steps.goOn(settlement, plan, version) : steps.begin(settlement, plan, version);
    }

    @Override
    public Mono<Run> open(Plan plan, PlanVersion version, List<Command> commands) {
        return uplines.of(plan.id(), commands)
                .flatMap(upline -> holdings.lots()
                        .of(plan.id(), touched(commands))
                        .flatMap(lots -> points.before(PointsHeld.adjustments(commands))
                                .map(held -> run(plan, version, upline, lots, held))));
    }

    private Run run(Plan plan, PlanVersion version, Upline upline, Lots lots, PointsHeld.Before held) {
        return new ReleaseRun(
                plan, release.parameters(version), release.state(plan), upline, lots, held, holdings, json);
    }

    @Override
    public KindReplay replay(DatabaseClient session) {
        ReleaseHoldings stage = new ReleaseHoldings(session, ReleaseReplay.SUFFIX);
        ReleaseRulebook rules = new ReleaseRulebook(
                stage, settlement, steps, Outside.recorded(json), PointsHeld.recorded(json), rewards, release, json);
        return new ReleaseReplay(session, stage, rules, release);
    }

    @Override
    public Map<String, Object> figures(Plan plan, PlanVersion version) {
        ReleaseState state = release.state(plan);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("beingSettled", state.settling());
        figures.put("volume", Amount.format(state.volume(), AssetCode.CNY));
        return figures;
    }

    private static Set<Long> touched(List<Command> commands) {
        return commands.stream().map(Command::memberId).filter(Objects::nonNull).collect(Collectors.toSet());
    }
}
