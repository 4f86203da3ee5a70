package io.wellspring.admin;

import io.wellspring.auth.SignedIn;
import io.wellspring.plan.CommandKind;
import io.wellspring.plan.IdempotencyKey;
import io.wellspring.plan.LoggedCommand;
import io.wellspring.plan.NewCommand;
import io.wellspring.plan.PlanCatalogue;
import io.wellspring.plan.Submissions;
import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalCode;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Hands new parameters to a plan's log; they are checked before, so that a mistake is told at once. */
@Component
class VersionSchedule {

    private final PlanCatalogue plans;
    private final Submissions submissions;
    private final JsonMapper json;

    VersionSchedule(PlanCatalogue plans, Submissions submissions, JsonMapper json) {
        this.plans = plans;
        this.submissions = submissions;
        this.json = json;
    }

    Mono<LoggedCommand> submit(
            SignedIn operator, String key, long planId, JsonNode parameters, @Nullable LocalDate effectiveDay) {
        return plans.kindOf(planId)
                .switchIfEmpty(Mono.error(() -> Refusal.of(RefusalCode.NO_SUCH_RESOURCE)))
                .map(kind -> plans.checked(kind, parameters))
                .map(checked -> body(checked, effectiveDay))
                .flatMap(body -> submissions.submit(new NewCommand(
                        planId,
                        "operator:" + operator.id(),
                        key,
                        CommandKind.PARAMETERS,
                        null,
                        body,
                        IdempotencyKey.fingerprint(body))));
    }

    private String body(String checked, @Nullable LocalDate effectiveDay) {
        Map<String, Object> body = new TreeMap<>();
        body.put("parameters", json.readTree(checked));
        if (effectiveDay != null) {
            body.put("effectiveDay", effectiveDay.toString());
        }
        return json.writeValueAsString(body);
    }
}
