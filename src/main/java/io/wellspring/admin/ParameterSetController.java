package io.wellspring.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.CallableBy;
import io.wellspring.api.Caller;
import io.wellspring.api.Page;
import io.wellspring.plan.catalogue.KnownParameters;
import io.wellspring.plan.catalogue.ParameterSet;
import io.wellspring.plan.catalogue.ParameterSets;
import io.wellspring.plan.register.PlanKind;
import io.wellspring.refusal.RefusalTexts;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import tools.jackson.databind.JsonNode;

/** The parameters with which operators may begin a plan. */
@RestController
@CallableBy(Caller.OPERATOR)
class ParameterSetController {

    private final ParameterSets sets;

    ParameterSetController(ParameterSets sets) {
        this.sets = sets;
    }

    @GetMapping("/v1/admin/parameter-sets")
    @Operation(summary = "The parameter sets that a plan can be opened with")
    Page<ParameterSetView> all(ServerWebExchange exchange) {
        boolean chinese = RefusalTexts.acceptedBy(exchange) == RefusalTexts.CHINESE;
        return Page.whole(sets.all().stream()
                .map(set -> ParameterSetView.of(set, chinese))
                .toList());
    }

    /** One of them. */
    @Schema(name = "ParameterSet")
    record ParameterSetView(
            @Schema(example = "loop-shares") String name,
            PlanKind kind,
            @Schema(description = "In Chinese or English") String note,

            @Schema(implementation = KnownParameters.class) JsonNode parameters) {

        static ParameterSetView of(ParameterSet set, boolean chinese) {
            return new ParameterSetView(set.name(), set.kind(), chinese ? set.noteZh() : set.note(), set.parameters());
        }
    }
}
