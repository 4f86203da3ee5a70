package io.wellspring.admin;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.wellspring.api.Id;
import io.wellspring.api.Required;
import io.wellspring.api.Zones;
import io.wellspring.auth.Sessions;
import io.wellspring.auth.SignedIn;
import io.wellspring.plan.IdempotencyKey;
import io.wellspring.plan.ParameterSet;
import io.wellspring.plan.ParameterSets;
import io.wellspring.plan.PlanCatalogue;
import io.wellspring.plan.PlanFigures;
import io.wellspring.plan.PlanKind;
import io.wellspring.refusal.Reason;
import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalCode;
import java.net.URI;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Where operators open plans and change their parameters. */
@RestController
@RequestMapping("/v1/admin/plans")
class PlanAdminController {

    private static final String DEFAULT_ZONE = "Asia/Shanghai";
    private static final LocalDate LAST_DAY = LocalDate.of(2100, 1, 1);

    private final PlanCatalogue plans;
    private final ParameterSets sets;
    private final VersionSchedule schedule;
    private final Sessions sessions;

    PlanAdminController(PlanCatalogue plans, ParameterSets sets, VersionSchedule schedule, Sessions sessions) {
        this.plans = plans;
        this.sets = sets;
        this.schedule = schedule;
        this.sessions = sessions;
    }

    @PostMapping
    @Operation(summary = "Open a plan; parameters that are not given have their defaults")
    @ApiResponse(responseCode = "201", description = "Opened", useReturnTypeSchema = true)
    Mono<ResponseEntity<NewPlan>> open(@AuthenticationPrincipal SignedIn operator, @RequestBody Mono<PlanWish> body) {
        return sessions.confirm(operator).then(body).flatMap(wish -> open(wish)).map(PlanAdminController::created);
    }

    @PostMapping("/{planId}/versions")
    @Operation(summary = "Schedule new parameters; they serve from the start of a later day than the open one")
    @ApiResponse(responseCode = "200", description = "Scheduled", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "202", description = "Not decided yet; see Location", useReturnTypeSchema = true)
    Mono<ResponseEntity<NewVersion>> schedule(
            @AuthenticationPrincipal SignedIn operator,
            @PathVariable String planId,
            @Parameter(required = true, description = "1 to 100 visible ASCII characters")
                    @RequestHeader(name = IdempotencyKey.HEADER, required = false)
                    @Nullable
                    String key,
            @RequestBody Mono<VersionWish> body) {
        return sessions.confirm(operator)
                .then(body)
                .flatMap(wish -> schedule.submit(
                        operator,
                        IdempotencyKey.required(key),
                        Id.inPath(planId),
                        parameters(Required.field("parameters", wish.parameters())),
                        day(wish.effectiveDay())))
                .map(command -> command.isDecided()
                        ? ResponseEntity.ok(NewVersion.of(command))
                        : ResponseEntity.accepted()
                                .location(URI.create("/v1/plans/" + planId + "/versions"))
                                .body(NewVersion.pending()));
    }

    private Mono<PlanFigures> open(PlanWish wish) {
        JsonNode given = parameters(wish.parameters());
        ParameterSet set = set(wish);
        return plans.create(
                set == null ? Required.field("kind", wish.kind()) : set.kind(),
                Required.text("name", wish.name(), 100),
                Zones.parse("zone", Objects.requireNonNullElse(wish.zone(), DEFAULT_ZONE)),
                set == null ? given : set.with(given));
    }

    private @Nullable ParameterSet set(PlanWish wish) {
        String name = Required.optional("parameterSet", wish.parameterSet());
        if (name == null) {
            return null;
        }
        ParameterSet set = sets.named(name)
                .orElseThrow(() -> Refusal.invalid("parameterSet", Reason.NOT_SHIPPED)
                        .with("address", "/v1/admin/parameter-sets"));
        if (wish.kind() != null && wish.kind() != set.kind()) {
            throw Refusal.invalid("kind", Reason.OF_ANOTHER_KIND).with("kind", set.kind());
        }
        return set;
    }

    private static ResponseEntity<NewPlan> created(PlanFigures plan) {
        String id = Id.format(plan.planId());
        return ResponseEntity.created(URI.create("/v1/plans/" + id))
                .body(new NewPlan(id, plan.kind(), plan.name(), plan.openDay()));
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        try {
            LocalDate day = text == null ? null : LocalDate.parse(text);
            if (day != null && day.isAfter(LAST_DAY)) {
                throw Refusal.invalid("effectiveDay", Reason.ABOVE_MAXIMUM).with("most", LAST_DAY);
            }
            return day;
        } catch (DateTimeParseException notADay) {
            throw Refusal.invalid("effectiveDay", Reason.NOT_A_DAY);
        }
    }

    private static JsonNode parameters(@Nullable JsonNode given) {
        if (given != null && !given.isObject() && !given.isNull()) {
            throw Refusal.of(RefusalCode.WRONG_TYPE).with("field", "parameters");
        }
        return given == null || given.isNull() ? JsonNodeFactory.instance.objectNode() : given;
    }

    /** A plan to be opened. */
    record PlanWish(
            @Schema(description = "May be missing where a parameter set is given") @Nullable
            PlanKind kind,

            @Schema(requiredMode = REQUIRED, description = "At most 100 characters", example = "Spring tea") @Nullable
            String name,

            @Schema(description = "In which its business days begin and end", example = DEFAULT_ZONE) @Nullable
            String zone,

            @Schema(description = "To begin with, in place of the defaults", example = "equity") @Nullable
            String parameterSet,

            @Schema(implementation = Map.class, example = "{\"contributionRate\":\"0.30\"}") @Nullable
            JsonNode parameters) {}

    /** A plan that was opened. */
    record NewPlan(@Schema(example = "1") String planId, PlanKind kind, String name, LocalDate openDay) {}

    /** Parameters to be scheduled. */
    record VersionWish(
            @Schema(requiredMode = REQUIRED, implementation = Map.class, example = "{\"contributionRate\":\"0.25\"}")
            @Nullable
            JsonNode parameters,

            @Schema(
                    description = "Later than the open day; the next day if not given",
                    example = "2026-11-25",
                    format = "date")
            @Nullable
            String effectiveDay) {}
}
