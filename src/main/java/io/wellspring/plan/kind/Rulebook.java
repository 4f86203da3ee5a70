package io.wellspring.plan.kind;

import io.wellspring.plan.log.Command;
import io.wellspring.plan.register.Plan;
import io.wellspring.plan.register.PlanKind;
import io.wellspring.plan.register.PlanVersion;
import io.wellspring.value.Chart;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** How the plans of one kind are run: the bridge between the log and the kind's pure rules. */
public interface Rulebook {

    PlanKind kind();

    /** The accounts of these plans in the ledger, the same for every revision of the rules. */
    Chart chart();

    /** The revision of the rules that new versions of parameters name. */
    int revision();

    /** The state of a plan before its first command. */
    String initialState();

    /**
     * Parameters with every default filled in.
     *
     * @throws io.wellspring.refusal.Refusal with the reason, where they are not acceptable
     */
    String checked(JsonNode parameters);

    /**
     * Refuses parameters that this operator's settings do not permit. Asked before anything enters the log: what is in it
     * is decided the same by every node, whatever its settings.
     *
     * @param parameters acceptable ones
     * @param changed tells by its name whether one is new; what a plan has already is not asked for again
     * @throws io.wellspring.refusal.Refusal with the setting's name
     */
    default void permit(JsonNode parameters, Predicate<String> changed) {}

    /** The parameters of a version, in the order in which their description has them. */
    JsonNode shown(PlanVersion version);

    /** Whether an earlier command left something to finish before the next one. */
    boolean hasToResume(Plan plan);

    /** Whether the open day is over and not settled yet, which comes before anything else. */
    boolean isSettling(Plan plan);

    /** Whether there is anything to go on with before the next command, though none waits. */
    default boolean isUnfinished(Plan plan) {
        return hasToResume(plan) || isSettling(plan);
    }

    /**
     * Closes the open day, or does as much of that as belongs into one transaction.
     *
     * @param version that serves on the open day
     * @param until the day that is to be opened, so that quiet ones may be closed together
     * @return the plan after; settling, where the day needs more transactions
     */
    Mono<Plan> close(Plan plan, PlanVersion version, LocalDate until);

    /** Reads what the commands touch, so that they can be decided without any further look outside. */
    Mono<Run> open(Plan plan, PlanVersion version, List<Command> commands);

    /** What the public may see of the plan, by name, amounts as decimal strings. */
    Map<String, Object> figures(Plan plan, PlanVersion version);
}
