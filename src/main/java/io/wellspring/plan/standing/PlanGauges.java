package io.wellspring.plan.standing;

import io.micrometer.core.instrument.Gauge;
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
import java.util.function.ToDoubleFunction;
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

    /** Of more plans the newest are shown: each plan adds labels, and the number of time series has to stay bounded. */
    private static final int MOST_PLANS = 200;

    private final PlanStandings standings;
    private final LatePlans latePlans;
    private final MultiGauge info;
    private volatile PlanDelays longest = PlanDelays.NONE;
    private final Map<MultiGauge, Function<PlanStanding, @Nullable Number>> gauges;

    PlanGauges(PlanStandings standings, LatePlans latePlans, MeterRegistry meters) {
        this.standings = standings;
        this.latePlans = latePlans;
        this.info = gauge("info", "The name that operators gave a plan; always 1", "", meters);
        this.gauges = Map.ofEntries(
                count("log.pending", "Commands that wait, counted up to 10000", PlanStanding::pending, meters),
                count("position", "Position of the last command decided", PlanStanding::position, meters),
                count("settlement.receivers", "Receivers of the day being settled", PlanStanding::receivers, meters),
                count("settlement.posted", "Of these receivers, those that are paid", PlanStanding::posted, meters),
                count(
                        "frozen",
                        "1 while an operator keeps the plan frozen, else 0",
                        standing -> standing.frozen() ? 1 : 0,
                        meters),
                time("log.age", "How long the oldest command that waits has waited", PlanStanding::oldest, meters),
                time("day.overdue", "For how long the open day has been over", PlanStanding::overdue, meters),
                time("settlement.age", "For how long the open day has been settled", PlanStanding::settling, meters),
                time("settlement.last", "How long the last settlement took", PlanStanding::lastSettlement, meters),
                count(
                        "day.sales",
                        "Cash that orders have brought on the open day, in yuan",
                        PlanStanding::sales,
                        meters),
                count("pool", "The plan's pool, in yuan", figure("pool"), meters),
                count("supply", "Units in circulation", figure("supply"), meters),
                count("price", "Price of a unit, in yuan", figure("price"), meters));
        worst("log.age", "How long the oldest command of all plans has waited", PlanDelays::oldest, meters);
        worst(
                "day.overdue",
                "For how long the latest open day of all plans has been over",
                PlanDelays::overdue,
                meters);
        worst("settlement.age", "For how long the longest settlement has been under way", PlanDelays::settling, meters);
        counted("frozen", "Plans that an operator froze", PlanDelays::frozen, meters);
        counted("paused", "Plans that take no new orders, for an operator paused them", PlanDelays::paused, meters);
    }

    /** Reads all anew; what it cannot read it goes on showing as it was. */
    Mono<Void> look() {
        return standings
                .longest()
                .doOnNext(read -> longest = read)
                .flatMap(latePlans::tell)
                .then(standings.newest(MOST_PLANS).collectList())
                .doOnNext(this::show)
                .then();
    }

    /** What alerts look at: no plan is too old to be missed by them. */
    private void worst(String name, String description, Function<PlanDelays, Duration> figure, MeterRegistry meters) {
        TimeGauge.builder(
                        "wellspring.plan.worst." + name,
                        this,
                        TimeUnit.MILLISECONDS,
                        gauges -> figure.apply(gauges.longest).toMillis())
                .description(description)
                .register(meters);
    }

    private void counted(String name, String description, ToDoubleFunction<PlanDelays> figure, MeterRegistry meters) {
        Gauge.builder("wellspring.plans." + name, this, gauges -> figure.applyAsDouble(gauges.longest))
                .description(description)
                .register(meters);
    }

    private void show(List<PlanStanding> plans) {
        gauges.forEach((gauge, figure) -> gauge.register(rows(plans, figure), true));
        info.register(plans.stream().map(PlanGauges::named).collect(Collectors.toList()), true);
    }

    /** A name stands in this figure alone, and queries join it: else each new name would begin all figures anew. */
    private static Row<?> named(PlanStanding plan) {
        return Row.of(labels(plan).and("name", plan.name()), 1);
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

    private static Function<PlanStanding, @Nullable Number> figure(String name) {
        return standing -> standing.figures().get(name);
    }

    private static Map.Entry<MultiGauge, Function<PlanStanding, @Nullable Number>> count(
            String name, String description, Function<PlanStanding, @Nullable Number> figure, MeterRegistry meters) {
        return Map.entry(gauge(name, description, "", meters), figure);
    }

    private static Map.Entry<MultiGauge, Function<PlanStanding, @Nullable Number>> time(
            String name, String description, Function<PlanStanding, Duration> figure, MeterRegistry meters) {
        return Map.entry(
                gauge(name, description, "seconds", meters),
                plan -> BigDecimal.valueOf(figure.apply(plan).toMillis(), 3));
    }

    private static MultiGauge gauge(String name, String description, String unit, MeterRegistry meters) {
        return MultiGauge.builder("wellspring.plan." + name)
                .description(description)
                .baseUnit(unit.isEmpty() ? null : unit)
                .register(meters);
    }
}
