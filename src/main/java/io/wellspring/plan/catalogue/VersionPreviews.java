package io.wellspring.plan.catalogue;

import io.wellspring.plan.kind.Rulebook;
import io.wellspring.plan.kind.Rulebooks;
import io.wellspring.plan.kind.VersionRules;
import io.wellspring.plan.log.ParameterChange;
import io.wellspring.plan.register.ParameterDifference;
import io.wellspring.plan.register.Plan;
import io.wellspring.plan.register.PlanVersion;
import io.wellspring.plan.register.PlanVersions;
import io.wellspring.plan.register.Plans;
import io.wellspring.plan.register.Timetable;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says what a command of versions would do, by the rules that decide it later in the log. What it meets there may have
 * changed meanwhile; then the log has the last word.
 */
@Component
public class VersionPreviews {

    private final Plans plans;
    private final PlanVersions versions;
    private final Rulebooks rulebooks;
    private final JsonMapper json;

    VersionPreviews(Plans plans, PlanVersions versions, Rulebooks rulebooks, JsonMapper json) {
        this.plans = plans;
        this.versions = versions;
        this.rulebooks = rulebooks;
        this.json = json;
    }

    /**
     * The version that a change would make.
     *
     * @throws Refusal where there is no such plan, or it would be refused; also where what it changes is not permitted
     *     here: what a plan has already stays, whatever the settings are by now
     */
    public Mono<PlannedVersion> of(long planId, ParameterChange change) {
        return Mono.fromRunnable(() -> GivenParameters.check(change.change()))
                .then(standing(planId))
                .map(standing -> planned(standing, change));
    }

    /** @throws Refusal where there is no such version, it is withdrawn, or it is in force or was */
    public Mono<Void> requireWithdrawable(long planId, int number) {
        return standing(planId)
                .doOnNext(standing -> rules(standing.plan()).withdraw(number, standing.today(), standing.versions()))
                .then();
    }

    private Mono<Standing> standing(long planId) {
        return plans.find(planId)
                .switchIfEmpty(Mono.error(() -> Refusal.of(GeneralRefusal.NO_SUCH_RESOURCE)))
                .flatMap(plan -> Mono.zip(plans.businessDay(planId), versions.timetable(planId))
                        .map(read -> new Standing(plan, read.getT1(), read.getT2())));
    }

    private PlannedVersion planned(Standing standing, ParameterChange change) {
        Timetable known = standing.versions();
        Rulebook rulebook = rulebooks.newest(standing.plan().kind());
        PlanVersion version = rules(standing.plan()).changed(change, standing.today(), known);
        PlanVersion base = known.on(version.effectiveDay());
        JsonNode after = rulebook.shown(version);
        List<ParameterDifference> changed = ParameterDifference.between(rulebook.shown(base), after);
        rulebook.permit(after, names(changed)::contains);
        return new PlannedVersion(
                version.effectiveDay(),
                base.number(),
                after,
                changed,
                known.after(version.effectiveDay(), version.number()));
    }

    private VersionRules rules(Plan plan) {
        return new VersionRules(rulebooks.newest(plan.kind()), json);
    }

    private static Set<String> names(List<ParameterDifference> changed) {
        return changed.stream().map(ParameterDifference::name).collect(Collectors.toSet());
    }

    /** @param today the business day on which a command that is appended now is decided */
    private record Standing(Plan plan, LocalDate today, Timetable versions) {}
}
