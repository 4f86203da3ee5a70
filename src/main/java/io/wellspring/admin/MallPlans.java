package io.wellspring.admin;

import io.wellspring.api.Id;
import io.wellspring.api.Required;
import io.wellspring.auth.mall.MallTerms;
import io.wellspring.plan.catalogue.PlanCatalogue;
import io.wellspring.plan.register.PlanRefusal;
import io.wellspring.refusal.Reason;
import io.wellspring.refusal.Refusal;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The plans that a mall may feed, as operators name them. */
@Component
class MallPlans {

    private static final int MOST_PLANS = 100;

    private final PlanCatalogue plans;

    MallPlans(PlanCatalogue plans) {
        this.plans = plans;
    }

    /** @throws Refusal where there are none or too many, or one is no id or stands there twice */
    static SortedSet<Long> read(List<@Nullable String> ids) {
        if (ids.isEmpty() || ids.size() > MOST_PLANS) {
            throw Refusal.invalid("planIds", Reason.WRONG_NUMBER_OF_ENTRIES)
                    .with("least", 1)
                    .with("most", MOST_PLANS);
        }
        SortedSet<Long> plans = new TreeSet<>();
        ids.forEach(id -> {
            if (!plans.add(Id.parse("planIds", Required.field("planIds", id)))) {
                throw Refusal.of(PlanRefusal.PLAN_NAMED_TWICE).with("field", "planIds");
            }
        });
        return plans;
    }

    Mono<Void> existing(MallTerms terms) {
        return existing(terms.planIds());
    }

    Mono<Void> existing(MallChangeRequest.Checked change) {
        return change.planIds() == null ? Mono.empty() : existing(change.planIds());
    }

    private Mono<Void> existing(Set<Long> ids) {
        return plans.existing(ids)
                .filter(existing -> existing.equals(ids))
                .switchIfEmpty(Mono.error(() -> Refusal.of(PlanRefusal.PLAN_UNKNOWN)))
                .then();
    }
}
