package io.wellspring.plan.kind;

import io.wellspring.plan.log.ParameterChange;
import io.wellspring.plan.log.WholeParameters;
import io.wellspring.plan.register.ParameterDifference;
import io.wellspring.plan.register.PlanVersion;
import io.wellspring.plan.register.Timetable;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How commands make and take back versions of parameters. They are decided on the open day and on the versions that
 * stand at that point of the log, and on nothing else, so that a replay decides the same.
 */
public final class VersionRules {

    private final Rulebook rulebook;
    private final JsonMapper json;

    public VersionRules(Rulebook rulebook, JsonMapper json) {
        this.rulebook = rulebook;
        this.json = json;
    }

    /**
     * A version given whole, as all were once: what is not given has its default. Such commands stand in logs.
     *
     * @throws Refusal where the day is not later than the open one, or the parameters are not acceptable
     */
    PlanVersion whole(WholeParameters given, LocalDate openDay, Timetable versions) {
        LocalDate day = later(given.effectiveDay(), openDay);
        return version(versions, rulebook.checked(given.parameters()), day);
    }

    /**
     * A version that changes the one that would be in force on its day. Parameters that are lists change as a whole.
     *
     * @throws Refusal where the day is not later than the open one, the result is not acceptable, or nothing changes
     */
    public PlanVersion changed(ParameterChange change, LocalDate openDay, Timetable versions) {
        LocalDate day = later(change.effectiveDay(), openDay);
        JsonNode before = json.readTree(versions.on(day).parameters());
        ObjectNode after = (ObjectNode) before.deepCopy();
        change.change().properties().forEach(field -> after.set(field.getKey(), field.getValue()));
        String checked = rulebook.checked(after);
        if (ParameterDifference.between(before, json.readTree(checked)).isEmpty()) {
            throw Refusal.of(VersionRefusal.NOTHING_CHANGED);
        }
        return version(versions, checked, day);
    }

    /** @throws Refusal where there is no such version, or it is withdrawn already, or its day has begun */
    public void withdraw(int number, LocalDate openDay, Timetable versions) {
        PlanVersion version = versions.numbered(number);
        if (version == null) {
            throw Refusal.of(GeneralRefusal.NO_SUCH_RESOURCE);
        }
        if (versions.isWithdrawn(number)) {
            throw Refusal.of(VersionRefusal.VERSION_WITHDRAWN);
        }
        if (!version.effectiveDay().isAfter(openDay)) {
            throw Refusal.of(VersionRefusal.VERSION_IN_FORCE);
        }
    }

    private PlanVersion version(Timetable versions, String parameters, LocalDate day) {
        return new PlanVersion(versions.nextNumber(), rulebook.revision(), parameters, day);
    }

    private static LocalDate later(@Nullable LocalDate wish, LocalDate openDay) {
        LocalDate day = wish == null ? openDay.plusDays(1) : wish;
        if (!day.isAfter(openDay)) {
            throw Refusal.of(VersionRefusal.EFFECTIVE_DAY_NOT_LATER);
        }
        return day;
    }
}
