package io.wellspring.admin;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.wellspring.api.CallableBy;
import io.wellspring.api.Caller;
import io.wellspring.api.Id;
import io.wellspring.api.IdempotencyKey;
import io.wellspring.api.Required;
import io.wellspring.api.Zones;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.plan.catalogue.KnownParameters;
import io.wellspring.plan.catalogue.OpenedPlan;
import io.wellspring.plan.catalogue.OpeningKey;
import io.wellspring.plan.catalogue.ParameterSet;
import io.wellspring.plan.catalogue.ParameterSets;
import io.wellspring.plan.catalogue.PlanCatalogue;
import io.wellspring.plan.register.PlanKind;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Reason;
import io.wellspring.refusal.Refusal;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Where operators open plans. */
@RestController
@CallableBy(Caller.OPERATOR)
@RequestMapping("/v1/admin/plans")
class PlanAdminController {

    private static final String DEFAULT_ZONE = "Asia/Shanghai";

    private final PlanCatalogue plans;
    private final ParameterSets sets;

    PlanAdminController(PlanCatalogue plans, ParameterSets sets) {
        this.plans = plans;
        this.sets = sets;
    }

    @PostMapping
    @Operation(
            summary = "Open a plan; parameters that are not given have their defaults",
            description =
                    "With a parameter set, what is given replaces single parameters of the set, a list as a whole, and "
                            + "what is not given is as the set has it. null is refused: it could mean the set's value or the default. "
                            + "A repeat under the same key opens no other plan and has the first answer again. Without a key each "
                            + "request opens a plan.")
    @ApiResponse(responseCode = "201", description = "Opened", useReturnTypeSchema = true)
    Mono<ResponseEntity<NewPlan>> open(
            @AuthenticationPrincipal SignedIn operator,
            @Parameter(description = "1 to 100 visible ASCII characters; a repeat under it opens nothing more")
                    @RequestHeader(name = IdempotencyKey.HEADER, required = false)
                    @Nullable
                    String key,
            @RequestBody Mono<PlanRequest> body) {
        return body.flatMap(wish -> open(operator, IdempotencyKey.optional(key), wish))
                .map(PlanAdminController::created);
    }

    private Mono<OpenedPlan> open(SignedIn operator, @Nullable String key, PlanRequest wish) {
        JsonNode given = parameters(wish.parameters());
        ParameterSet set = set(wish);
        PlanKind kind = set == null ? Required.field("kind", wish.kind()) : set.kind();
        String name = Required.text("name", wish.name(), 100);
        ZoneId zone = Zones.parse("zone", Objects.requireNonNullElse(wish.zone(), DEFAULT_ZONE));
        JsonNode parameters = set == null ? given : set.with(given);
        return key == null
                ? plans.create(kind, name, zone, parameters).map(OpenedPlan::of)
                : plans.open(
                        new OpeningKey("operator:" + operator.id(), key, fingerprint(kind, name, zone, wish, given)),
                        kind,
                        name,
                        zone,
                        parameters);
    }

    /** Of what was given and not of what it comes to, for a later release may have other defaults. */
    private static ByteBuffer fingerprint(PlanKind kind, String name, ZoneId zone, PlanRequest wish, JsonNode given) {
        String request = String.join("\n", kind.name(), name, zone.getId(), "" + wish.parameterSet(), sorted(given));
        return ByteBuffer.wrap(IdempotencyKey.fingerprint("plan\n" + request));
    }

    /** Written with its fields in the order of their names: a client may send them in any. */
    private static String sorted(JsonNode node) {
        if (node.isObject()) {
            return node.propertyStream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(field -> field.getKey() + ":" + sorted(field.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        return node.isArray()
                ? node.valueStream().map(PlanAdminController::sorted).collect(Collectors.joining(",", "[", "]"))
                : node.toString();
    }

    private @Nullable ParameterSet set(PlanRequest wish) {
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

    private static ResponseEntity<NewPlan> created(OpenedPlan plan) {
        String id = Id.format(plan.planId());
        return ResponseEntity.created(URI.create("/v1/plans/" + id))
                .body(new NewPlan(id, plan.kind(), plan.name(), plan.openDay()));
    }

    private static JsonNode parameters(@Nullable JsonNode given) {
        if (given != null && !given.isObject() && !given.isNull()) {
            throw Refusal.of(GeneralRefusal.WRONG_TYPE).with("field", "parameters");
        }
        return given == null || given.isNull() ? JsonNodeFactory.instance.objectNode() : given;
    }

    /** A plan to be opened. */
    record PlanRequest(
            @Schema(description = "May be missing where a parameter set is given") @Nullable
            PlanKind kind,

            @Schema(requiredMode = REQUIRED, description = "At most 100 characters", example = "Spring tea") @Nullable
            String name,

            @Schema(description = "In which its business days begin and end", example = DEFAULT_ZONE) @Nullable
            String zone,

            @Schema(description = "To begin with, in place of the defaults", example = "equity") @Nullable
            String parameterSet,

            @Schema(implementation = KnownParameters.class) @Nullable
            JsonNode parameters) {}

    /** A plan that was opened. */
    record NewPlan(@Schema(example = "1") String id, PlanKind kind, String name, LocalDate openDay) {}
}
