package io.wellspring.plan.equity;

import io.wellspring.member.Members;
import io.wellspring.plan.equity.rules.EquityAccount;
import io.wellspring.plan.equity.rules.EquityHolder;
import io.wellspring.plan.equity.rules.EquityHolders;
import io.wellspring.plan.equity.rules.EquityParameters;
import io.wellspring.plan.equity.rules.EquityState;
import io.wellspring.plan.equity.rules.EquityState.Reason;
import io.wellspring.plan.equity.rules.Revision;
import io.wellspring.plan.kind.Referrers;
import io.wellspring.plan.kind.Rulebook;
import io.wellspring.plan.kind.Run;
import io.wellspring.plan.log.Command;
import io.wellspring.plan.register.Plan;
import io.wellspring.plan.register.PlanDays;
import io.wellspring.plan.register.PlanKind;
import io.wellspring.plan.register.PlanSettings;
import io.wellspring.plan.register.PlanVersion;
import io.wellspring.plan.replay.KindReplay;
import io.wellspring.plan.replay.KindReplays;
import io.wellspring.refusal.Refusals;
import io.wellspring.value.Amount;
import io.wellspring.value.AssetCode;
import io.wellspring.value.Chart;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs EQUITY plans by one revision of their rules: reads the holders a batch touches, and hands them to the rules. */
class EquityRulebook implements Rulebook, KindReplays {

    private final Revision revision;
    private final EquityHoldings holders;
    private final PlanDays days;
    private final Referrers referrers;
    private final JsonMapper json;
    private final int exitsPerTransaction;

    EquityRulebook(
            Revision revision,
            EquityHoldings holders,
            PlanDays days,
            Members members,
            JsonMapper json,
            PlanSettings settings) {
        this(revision, holders, days, Referrers.known(members), json, settings.exitsPerTransaction());
    }

    private EquityRulebook(
            Revision revision,
            EquityHoldings holders,
            PlanDays days,
            Referrers referrers,
            JsonMapper json,
            int exitsPerTransaction) {
        this.revision = revision;
        this.holders = holders;
        this.days = days;
        this.referrers = referrers;
        this.json = json;
        this.exitsPerTransaction = exitsPerTransaction;
    }

    @Override
    public PlanKind kind() {
        return PlanKind.EQUITY;
    }

    @Override
    public Chart chart() {
        return EquityAccount.CHART;
    }

    @Override
    public int revision() {
        return revision.number();
    }

    @Override
    public String initialState() {
        return json.writeValueAsString(EquityState.EMPTY);
    }

    @Override
    public String checked(JsonNode parameters) {
        try {
            return json.writeValueAsString(
                    json.treeToValue(parameters, EquityParameters.class).checked());
        } catch (JacksonException failure) {
            throw Refusals.ofJson(failure);
        }
    }

    @Override
    public JsonNode shown(PlanVersion version) {
        return json.valueToTree(parameters(version));
    }

    @Override
    public boolean hasToResume(Plan plan) {
        return state(plan).unwinding() != null;
    }

    @Override
    public boolean isSettling(Plan plan) {
        return false;
    }

    @Override
    public Mono<Plan> close(Plan plan, PlanVersion version, LocalDate until) {
        return days.closeQuiet(plan, until);
    }

    @Override
    public Mono<Run> open(Plan plan, PlanVersion version, List<Command> commands) {
        return referrers
                .of(commands)
                .flatMap(found -> holders(plan, commands, found)
                        .map(seen -> new EquityRun(
                                plan, revision, parameters(version), state(plan), seen, found, holders, json)));
    }

    @Override
    public KindReplay replay(DatabaseClient session) {
        EquityHoldings stage = new EquityHoldings(session, EquityReplay.TABLE);
        return new EquityReplay(
                session,
                stage,
                new EquityRulebook(revision, stage, days, Referrers.recorded(json), json, exitsPerTransaction));
    }

    @Override
    public Map<String, Object> figures(Plan plan, PlanVersion version) {
        EquityState state = state(plan);
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("pool", Amount.format(state.assets(), AssetCode.CNY));
        figures.put("supply", Amount.format(state.supply(), AssetCode.EQUITY));
        figures.put("issued", Amount.format(state.issued(), AssetCode.EQUITY));
        figures.put("price", state.price(parameters(version)).display());
        return figures;
    }

    private Mono<EquityHolders> holders(Plan plan, List<Command> commands, Map<Long, Long> referrers) {
        return Mono.zip(first(plan), holders.of(plan.id(), Referrers.touched(commands, referrers)), this::seen);
    }

    private Mono<List<EquityHolder>> first(Plan plan) {
        EquityState.Unwinding unwinding = state(plan).unwinding();
        boolean closing = unwinding != null && unwinding.reason() == Reason.CLOSING;
        return closing
                ? holders.firstById(plan.id(), exitsPerTransaction)
                : holders.firstToExit(plan.id(), exitsPerTransaction);
    }

    private EquityHolders seen(List<EquityHolder> first, List<EquityHolder> touched) {
        return first.size() < exitsPerTransaction
                ? EquityHolders.all(
                        Stream.concat(first.stream(), touched.stream()).toList())
                : EquityHolders.some(first, touched);
    }

    private EquityParameters parameters(PlanVersion version) {
        return json.readValue(version.parameters(), EquityParameters.class);
    }

    private EquityState state(Plan plan) {
        return json.readValue(plan.state(), EquityState.class);
    }
}
