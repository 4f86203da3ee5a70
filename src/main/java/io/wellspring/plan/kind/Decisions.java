package io.wellspring.plan.kind;

import io.wellspring.plan.log.Command;
import io.wellspring.plan.log.Decision;
import io.wellspring.plan.log.ParameterChange;
import io.wellspring.plan.log.VersionOutcome;
import io.wellspring.plan.log.VersionWithdrawal;
import io.wellspring.plan.log.WholeParameters;
import io.wellspring.plan.register.AddedVersion;
import io.wellspring.plan.register.Plan;
import io.wellspring.plan.register.PlanVersion;
import io.wellspring.plan.register.Timetable;
import io.wellspring.plan.register.WithdrawnVersion;
import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Commands of one business day, decided one after the other until one leaves something to finish or all are done. */
public final class Decisions {

    private final Plan plan;
    private final VersionRules rules;
    private final Timetable versions;
    private final JsonMapper json;
    private final List<Decision> decisions = new ArrayList<>();
    private final List<AddedVersion> added = new ArrayList<>();
    private final List<WithdrawnVersion> withdrawn = new ArrayList<>();

    /** @param versions as they stand before the first command; grows with those that are decided */
    public Decisions(Plan plan, Rulebook rulebook, Timetable versions, JsonMapper json) {
        this.plan = plan;
        this.rules = new VersionRules(rulebook, json);
        this.versions = versions;
        this.json = json;
    }

    public void decide(Run run, List<Command> commands) {
        for (Command command : commands) {
            if (run.isUnfinished()) {
                return;
            }
            decisions.add(decide(run, command));
        }
    }

    public List<Decision> decisions() {
        return decisions;
    }

    /** Fen of cash that the orders brought. */
    public long sales() {
        return decisions.stream().mapToLong(Decision::sales).sum();
    }

    /** How many of them were refused, by their reasons. */
    public Map<RefusalCode, Long> refusals() {
        return decisions.stream()
                .map(Decision::refusal)
                .filter(Objects::nonNull)
                .collect(Collectors.groupingBy(reason -> reason, Collectors.counting()));
    }

    /** The versions that were made. */
    public List<AddedVersion> added() {
        return added;
    }

    /** The versions that were taken back. */
    public List<WithdrawnVersion> withdrawn() {
        return withdrawn;
    }

    private Decision decide(Run run, Command command) {
        long position = plan.lastPosition() + decisions.size() + 1;
        return switch (command.kind()) {
            case TICK -> Decision.applied();
            case PARAMETERS, PARAMETER_CHANGE, VERSION_WITHDRAWAL -> schedule(command, position);
            case ORDER, REDEMPTION, ADJUSTMENT -> run.decide(command, position);
        };
    }

    private Decision schedule(Command command, long position) {
        try {
            return switch (command.kind()) {
                case PARAMETERS -> whole(command, position);
                case PARAMETER_CHANGE -> change(command, position);
                default -> withdraw(command, position);
            };
        } catch (Refusal refusal) {
            return Decision.refused(refusal.code(), null);
        }
    }

    private Decision whole(Command command, long position) {
        PlanVersion version =
                rules.whole(json.readValue(command.body(), WholeParameters.class), plan.openDay(), versions);
        add(new AddedVersion(version, null, position));
        return Decision.applied(VersionOutcome.ofWhole(version.effectiveDay()), null);
    }

    private Decision change(Command command, long position) {
        ParameterChange change = json.readValue(command.body(), ParameterChange.class);
        PlanVersion version = rules.changed(change, plan.openDay(), versions);
        int base = versions.on(version.effectiveDay()).number();
        add(new AddedVersion(version, base, position));
        return Decision.applied(VersionOutcome.changed(version.number(), version.effectiveDay(), base), null);
    }

    private Decision withdraw(Command command, long position) {
        VersionWithdrawal withdrawal = json.readValue(command.body(), VersionWithdrawal.class);
        rules.withdraw(withdrawal.number(), plan.openDay(), versions);
        versions.withdraw(withdrawal.number());
        withdrawn.add(new WithdrawnVersion(withdrawal.number(), withdrawal.reason(), position));
        return Decision.applied(VersionOutcome.withdrawn(withdrawal.number()), null);
    }

    private void add(AddedVersion version) {
        versions.add(version.version());
        added.add(version);
    }
}
