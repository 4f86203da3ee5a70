package io.wellspring.plan.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.CallableBy;
import io.wellspring.api.Caller;
import io.wellspring.api.Cursor;
import io.wellspring.api.Id;
import io.wellspring.api.Page;
import io.wellspring.plan.register.ParameterDifference;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The public figures of plans. */
@RestController
@CallableBy(Caller.ANYBODY)
@RequestMapping("/v1/plans")
class PlanController {

    private final PlanCatalogue catalogue;
    private final VersionHistory versions;

    PlanController(PlanCatalogue catalogue, VersionHistory versions) {
        this.catalogue = catalogue;
        this.versions = versions;
    }

    @GetMapping
    @Operation(summary = "All plans, a page at a time")
    Mono<Page<PlanView>> all(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Page.limit(limit);
        return catalogue
                .after(Cursor.read(cursor, 0), size + 1)
                .collectList()
                .map(plans -> Page.of(plans, size, PlanFigures::planId, PlanView::of));
    }

    @GetMapping("/{planId}")
    @Operation(summary = "One plan with its figures as of now")
    Mono<PlanView> one(@PathVariable String planId) {
        return catalogue
                .find(Id.inPath(planId))
                .map(PlanView::of)
                .switchIfEmpty(Mono.error(() -> Refusal.of(GeneralRefusal.NO_SUCH_RESOURCE)));
    }

    @GetMapping("/{planId}/versions")
    @Operation(
            summary = "The parameters of a plan, oldest first",
            description = "Each version has all parameters, and what it changed of the version that it is based on.")
    Mono<Page<VersionView>> versions(@PathVariable String planId) {
        return versions.of(Id.inPath(planId))
                .map(VersionView::of)
                .collectList()
                .filter(versions -> !versions.isEmpty())
                .map(Page::whole)
                .switchIfEmpty(Mono.error(() -> Refusal.of(GeneralRefusal.NO_SUCH_RESOURCE)));
    }

    /** Parameters and the day from whose start they serve. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "PlanVersion")
    record VersionView(
            int number,
            LocalDate effectiveDay,
            VersionRecord.Status status,

            @Schema(description = "Number of the version that it changed; absent in the first", example = "1") @Nullable
            Integer basedOn,

            @Schema(implementation = KnownParameters.class) JsonNode parameters,
            List<ParameterDifference> changed,
            Instant scheduledAt) {

        static VersionView of(VersionRecord version) {
            return new VersionView(
                    version.number(),
                    version.effectiveDay(),
                    version.status(),
                    version.basedOn(),
                    version.parameters(),
                    version.changed(),
                    version.scheduledAt());
        }
    }
}
