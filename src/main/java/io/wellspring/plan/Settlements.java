package io.wellspring.plan;

import java.time.LocalDate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** What became of the days of plans, as the other rooms see it. */
@Component
public class Settlements {

    private final SettledDays settled;
    private final PlanVersions versions;
    private final LoopJson json;

    Settlements(SettledDays settled, PlanVersions versions, LoopJson json) {
        this.settled = settled;
        this.versions = versions;
        this.json = json;
    }

    /** The days before one, newest first, the one that is being settled among them. */
    public Flux<SettlementView> before(long planId, LocalDate day, int limit) {
        return settled.before(planId, day, limit)
                .collectList()
                .flatMapIterable(days -> days)
                .concatMap(of -> versions.numbered(planId, of.versionNumber())
                        .map(version -> SettlementView.of(of, json.parameters(version))));
    }
}
