package io.wellspring.plan.catalogue;

import io.wellspring.plan.kind.Rulebook;
import io.wellspring.plan.kind.Rulebooks;
import io.wellspring.plan.register.ParameterDifference;
import io.wellspring.plan.register.Plan;
import io.wellspring.plan.register.PlanVersion;
import io.wellspring.plan.register.PlanVersions;
import io.wellspring.plan.register.Plans;
import io.wellspring.plan.register.RecordedVersion;
import io.wellspring.plan.register.Timetable;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The versions of plans' parameters with what each changed, as the other rooms see them. */
@Component
public class VersionHistory {

    private final Plans plans;
    private final PlanVersions versions;
    private final Rulebooks rulebooks;

    VersionHistory(Plans plans, PlanVersions versions, Rulebooks rulebooks) {
        this.plans = plans;
        this.versions = versions;
        this.rulebooks = rulebooks;
    }

    /** All versions of a plan, oldest first; empty where there is no such plan. */
    public Flux<VersionRecord> of(long planId) {
        return plans.find(planId)
                .flatMapMany(
                        plan -> versions.recorded(planId).collectList().flatMapIterable(kept -> records(plan, kept)));
    }

    public Mono<VersionRecord> numbered(long planId, int number) {
        return of(planId).filter(version -> version.number() == number).next();
    }

    private List<VersionRecord> records(Plan plan, List<RecordedVersion> kept) {
        Timetable timetable = Timetable.ofRecorded(kept);
        return kept.stream()
                .map(version -> record(plan, version, kept, timetable))
                .toList();
    }

    private VersionRecord record(Plan plan, RecordedVersion kept, List<RecordedVersion> all, Timetable timetable) {
        PlanVersion version = kept.version();
        Rulebook rulebook = rulebooks.of(plan, version);
        PlanVersion base = base(kept, all);
        RecordedVersion.Withdrawal withdrawal = kept.withdrawal();
        return new VersionRecord(
                version.number(),
                version.effectiveDay(),
                status(kept, plan.openDay(), timetable),
                base == null ? null : base.number(),
                rulebook.shown(version),
                base == null
                        ? List.of()
                        : ParameterDifference.between(rulebooks.of(plan, base).shown(base), rulebook.shown(version)),
                timetable.after(version.effectiveDay(), version.number()),
                kept.at(),
                kept.by(),
                withdrawal == null
                        ? null
                        : new VersionRecord.Withdrawal(withdrawal.at(), withdrawal.by(), withdrawal.reason()));
    }

    /** The version that one changed; of those that were given whole, the one that would have served on its day. */
    private static @Nullable PlanVersion base(RecordedVersion kept, List<RecordedVersion> all) {
        PlanVersion version = kept.version();
        return all.stream()
                .map(RecordedVersion::version)
                .filter(other -> kept.basedOn() == null
                        ? other.number() < version.number()
                                && !other.effectiveDay().isAfter(version.effectiveDay())
                        : other.number() == kept.basedOn())
                .max(Comparator.comparing(PlanVersion::effectiveDay).thenComparing(PlanVersion::number))
                .orElse(null);
    }

    private static VersionRecord.Status status(RecordedVersion kept, LocalDate openDay, Timetable timetable) {
        PlanVersion version = kept.version();
        if (kept.withdrawal() != null) {
            return VersionRecord.Status.WITHDRAWN;
        }
        if (!Objects.equals(timetable.on(version.effectiveDay()), version)) {
            return VersionRecord.Status.REPLACED;
        }
        if (version.effectiveDay().isAfter(openDay)) {
            return VersionRecord.Status.SCHEDULED;
        }
        return timetable.on(openDay).equals(version) ? VersionRecord.Status.IN_FORCE : VersionRecord.Status.PAST;
    }
}
