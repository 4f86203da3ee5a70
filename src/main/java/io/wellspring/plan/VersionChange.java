package io.wellspring.plan;

import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalCode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * New parameters on their way into a plan: they serve from the start of a day later than the open one
 * (design, section 2).
 *
 * @param parameters as JSON, all filled in; empty where refused
 */
record VersionChange(
        String parameters, LocalDate effectiveDay, @Nullable RefusalCode refusal) {

    static VersionChange of(JsonNode body, LocalDate openDay, Rulebook rulebook) {
        JsonNode wish = body.get("effectiveDay");
        boolean anyDay = wish == null || wish.isNull();
        LocalDate day = anyDay ? openDay.plusDays(1) : LocalDate.parse(wish.stringValue());
        if (!day.isAfter(openDay)) {
            return new VersionChange("", day, RefusalCode.EFFECTIVE_DAY_NOT_LATER);
        }
        try {
            return new VersionChange(rulebook.checked(body.get("parameters")), day, null);
        } catch (Refusal refusal) {
            return new VersionChange("", day, refusal.code());
        }
    }
}
