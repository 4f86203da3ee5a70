package io.wellspring.plan;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Shows how each plan stands, as every node reads it for itself. Nodes read at different moments, so for some seconds the
 * highest of them may be an older one.
 */
@Component
class PlanGauges {

    /** Whoever runs more plans watches the newest: a label more for each would burden who watches. */
    private static final int MOST_PLANS = 200;

    private final PlanStandings standings;
    private volatile PlanDelays longest = PlanDelays.NONE;
    private final Map<MultiGauge, Function<PlanStanding, @Nullable Number>> gauges;

    PlanGauges(PlanStandings standings, MeterRegistry meters) {
        this.standings = standings;
        this.gauges = Map.ofEntries(
                count("log.pending", PlanStanding::pending, meters),
                count("position", PlanStanding::position, meters),
                count("settlement.receivers", PlanStanding::receivers, meters),
                count("settlement.posted", PlanStanding::posted, meters),
                count("frozen", standing -> standing.frozen() ? 1 : 0, meters),
                time("log.age", PlanStanding::oldest, meters),
                time("day.overdue", PlanStanding::overdue, meters),
                time("settlement.age", PlanStanding::settling, meters),
                time("settlement.last", PlanStanding::lastSettlement, meters),
                count("pool", standing -> standing.figures().get("pool"), meters),
                count("supply", standing -> standing.figures().get("supply"), meters),
                count("price", standing -> standing.figures().get("price"), meters));
        worst("log.age", PlanDelays::oldest, meters);
        worst("day.overdue", PlanDelays::overdue, meters);
        worst("settlement.age", PlanDelays::settling, meters);
        meters.gauge("wellspring.plans.frozen", this, gauges -> gauges.longest.frozen());
        meters.gauge("wellspring.plans.paused", this, gauges -> gauges.longest.paused());
    }

    /** Reads all anew; what it cannot read it goes on showing as it was. */
    Mono<Void> look() {
        return standings
                .longest()
                .doOnNext(read -> longest = read)
                .then(standings.newest(MOST_PLANS).collectList())
                .doOnNext(this::show)
                .then();
    }

    /** What alerts look at: no plan is too old to be missed by them. */
    private void worst(String name, Function<PlanDelays, Duration> figure, MeterRegistry meters) {
        TimeGauge.builder(
                        "wellspring.plan.worst." + name,
                        this,
                        TimeUnit.MILLISECONDS,
                        gauges -> figure.apply(gauges.longest).toMillis())
                .register(meters);
    }

    private void show(List<PlanStanding> plans) {
        gauges.forEach((gauge, figure) -> gauge.register(rows(plans, figure), true));
    }

    /** A plan without this figure has no row. */
    private static List<Row<?>> rows(List<PlanStanding> plans, Function<PlanStanding, @Nullable Number> figure) {
        return plans.stream()
                .filter(plan -> figure.apply(plan) != null)
                .map(plan -> Row.of(labels(plan), figure.apply(plan)))
                .collect(Collectors.toList());
    }

    private static Tags labels(PlanStanding plan) {
        return Tags.of(
                "plan", String.valueOf(plan.planId()), "kind", plan.kind().name());
    }

    private static Map.Entry<MultiGauge, Function<PlanStanding, @Nullable Number>> count(
            String name, Function<PlanStanding, @Nullable Number> figure, MeterRegistry meters) {
        return Map.entry(MultiGauge.builder("wellspring.plan." + name).register(meters), figure);
    }

    private static Map.Entry<MultiGauge, Function<PlanStanding, @Nullable Number>> time(
            String name, Function<PlanStanding, Duration> figure, MeterRegistry meters) {
        MultiGauge gauge = MultiGauge.builder("wellspring.plan." + name)
                .baseUnit("seconds")
                .register(meters);
        return Map.entry(gauge, plan -> BigDecimal.valueOf(figure.apply(plan).toMillis(), 3));
    }
}
