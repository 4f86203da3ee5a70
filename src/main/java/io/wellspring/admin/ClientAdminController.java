package io.wellspring.admin;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.auth.Clients;
import io.wellspring.auth.Sessions;
import io.wellspring.auth.SignedIn;
import io.wellspring.plan.PlanCatalogue;
import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalCode;
import io.wellspring.value.Amount;
import io.wellspring.value.AssetCode;
import io.wellspring.value.Id;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Where operators give malls their credentials. */
@RestController
@RequestMapping("/v1/admin/clients")
class ClientAdminController {

    private final Clients clients;
    private final PlanCatalogue plans;
    private final Sessions sessions;

    ClientAdminController(Clients clients, PlanCatalogue plans, Sessions sessions) {
        this.clients = clients;
        this.plans = plans;
        this.sessions = sessions;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Give a mall a credential for named plans; the secret is shown this once")
    Mono<NewClient> create(@AuthenticationPrincipal SignedIn operator, @Valid @RequestBody Mono<ClientWish> body) {
        return sessions.confirm(operator).then(body).flatMap(this::create);
    }

    private Mono<NewClient> create(ClientWish wish) {
        long limit = Amount.positive("dailyLimit", wish.dailyLimit(), AssetCode.CNY);
        Set<Long> planIds =
                wish.planIds().stream().map(id -> Id.parse("planIds", id)).collect(Collectors.toSet());
        return plans.existing(planIds)
                .filter(existing -> existing.equals(planIds))
                .switchIfEmpty(Mono.error(() -> Refusal.of(RefusalCode.PLAN_UNKNOWN)))
                .flatMap(existing -> clients.create(wish.name(), existing, limit))
                .map(created -> new NewClient(created.id(), created.secret()));
    }

    /** A mall to be given a credential. */
    record ClientWish(
            @NotBlank @Size(max = 100) @Schema(example = "Tea mall")
            String name,

            @NotEmpty @Size(max = 100) @Schema(example = "[\"1\"]")
            List<@NotNull String> planIds,

            @NotNull @Schema(description = "Sum of orders a day, in yuan", example = "1000000.00")
            String dailyLimit) {}

    /** Its credential. */
    record NewClient(String clientId, String clientSecret) {}
}
