package io.wellspring.plan;

import io.wellspring.refusal.RefusalCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Commands of one business day, decided one after the other until the run pauses or all are done. */
final class Batch {

    private final Plan plan;
    private final Rulebook rulebook;
    private final JsonMapper json;
    private final List<Decision> decisions = new ArrayList<>();
    private final List<VersionChange> versions = new ArrayList<>();

    Batch(Plan plan, Rulebook rulebook, JsonMapper json) {
        this.plan = plan;
        this.rulebook = rulebook;
        this.json = json;
    }

    void decide(Run run, List<Command> commands) {
        for (Command command : commands) {
            if (run.isPaused()) {
                return;
            }
            decisions.add(decide(run, command));
        }
    }

    List<Decision> decisions() {
        return decisions;
    }

    /** Fen of cash that the orders brought. */
    long sales() {
        return decisions.stream().mapToLong(Decision::sales).sum();
    }

    /** How many of them were refused, by their reasons. */
    Map<RefusalCode, Long> refusals() {
        return decisions.stream()
                .map(Decision::refusal)
                .filter(Objects::nonNull)
                .collect(Collectors.groupingBy(reason -> reason, Collectors.counting()));
    }

    List<VersionChange> versions() {
        return versions;
    }

    private Decision decide(Run run, Command command) {
        return switch (command.kind()) {
            case TICK -> Decision.applied("{}", null);
            case PARAMETERS -> schedule(command);
            case ORDER, REDEMPTION, ADJUSTMENT -> run.decide(command, plan.lastPosition() + decisions.size() + 1);
        };
    }

    private Decision schedule(Command command) {
        JsonNode body = json.readTree(command.body());
        VersionChange change = VersionChange.of(body, plan.openDay(), rulebook);
        if (change.refusal() != null) {
            return Decision.refused(change.refusal(), null);
        }
        versions.add(change);
        return Decision.applied("{\"effectiveDay\":\"" + change.effectiveDay() + "\"}", null);
    }
}
