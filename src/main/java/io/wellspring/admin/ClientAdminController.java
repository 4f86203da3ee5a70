package io.wellspring.admin;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.Id;
import io.wellspring.api.Required;
import io.wellspring.auth.Clients;
import io.wellspring.auth.Sessions;
import io.wellspring.auth.SignedIn;
import io.wellspring.plan.PlanCatalogue;
import io.wellspring.refusal.Reason;
import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalCode;
import io.wellspring.value.Amount;
import io.wellspring.value.AssetCode;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
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

    private static final int MOST_PLANS = 100;

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
    Mono<NewClient> create(@AuthenticationPrincipal SignedIn operator, @RequestBody Mono<ClientWish> body) {
        return sessions.confirm(operator).then(body).flatMap(this::create);
    }

    @DeleteMapping("/{clientId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Shut a mall out at once: its credential and the tokens it holds serve no more")
    Mono<Void> disable(@AuthenticationPrincipal SignedIn operator, @PathVariable String clientId) {
        return sessions.confirm(operator)
                .then(Mono.defer(() -> clients.find(clientId)))
                .switchIfEmpty(Mono.error(() -> Refusal.of(RefusalCode.NO_SUCH_RESOURCE)))
                .flatMap(client -> clients.disable(client.id()));
    }

    private Mono<NewClient> create(ClientWish wish) {
        String name = Required.text("name", wish.name(), 100);
        long limit = Amount.positive("dailyLimit", Required.field("dailyLimit", wish.dailyLimit()), AssetCode.CNY);
        Set<Long> planIds = planIds(Required.field("planIds", wish.planIds()));
        return plans.existing(planIds)
                .filter(existing -> existing.equals(planIds))
                .switchIfEmpty(Mono.error(() -> Refusal.of(RefusalCode.PLAN_UNKNOWN)))
                .flatMap(existing -> clients.create(name, existing, limit))
                .map(created -> new NewClient(created.id(), created.secret()));
    }

    private static Set<Long> planIds(List<@Nullable String> ids) {
        if (ids.isEmpty() || ids.size() > MOST_PLANS) {
            throw Refusal.invalid("planIds", Reason.WRONG_NUMBER_OF_ENTRIES)
                    .with("least", 1)
                    .with("most", MOST_PLANS);
        }
        return ids.stream()
                .map(id -> Id.parse("planIds", Required.field("planIds", id)))
                .collect(Collectors.toSet());
    }

    /** A mall to be given a credential. */
    record ClientWish(
            @Schema(requiredMode = REQUIRED, description = "At most 100 characters", example = "Tea mall") @Nullable
            String name,

            @Schema(requiredMode = REQUIRED, description = "1 to 100 plans", example = "[\"1\"]") @Nullable
            List<@Nullable String> planIds,

            @Schema(requiredMode = REQUIRED, description = "Sum of orders a day, in yuan", example = "1000000.00")
            @Nullable
            String dailyLimit) {}

    /** Its credential. */
    record NewClient(String clientId, String clientSecret) {}
}
