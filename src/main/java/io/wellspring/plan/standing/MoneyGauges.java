package io.wellspring.plan.standing;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.wellspring.ledger.BookGifts;
import io.wellspring.ledger.BookGifts.Gift;
import io.wellspring.plan.register.PlanKind;
import io.wellspring.value.AssetCode;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * {@code wellspring.plan.given}: what plans of a kind have given members, by asset, as each node reads it. Of cash and
 * points it is all that was ever given, so that its rise within a day is what was paid that day; of what belongs to one
 * plan it is what members still have of it.
 */
@Component
class MoneyGauges {

    private final BookGifts gifts;
    private final DatabaseClient database;
    private final MultiGauge given;

    MoneyGauges(BookGifts gifts, DatabaseClient database, MeterRegistry meters) {
        this.gifts = gifts;
        this.database = database;
        this.given = MultiGauge.builder("wellspring.plan.given")
                .description(
                        "What plans of a kind have given members: of CNY and POINT ever, of other assets what is left")
                .register(meters);
    }

    Mono<Void> look() {
        return Mono.zip(kinds(), gifts.all().collectList())
                .doOnNext(read -> show(read.getT1(), read.getT2()))
                .then();
    }

    private Mono<Map<Long, PlanKind>> kinds() {
        return database.sql("SELECT id, kind FROM plan")
                .map(row -> Map.entry(row.get("id", Long.class), PlanKind.valueOf(row.get("kind", String.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private void show(Map<Long, PlanKind> kinds, List<Gift> gifts) {
        Map<PlanKind, Map<AssetCode, BigDecimal>> sums = new EnumMap<>(PlanKind.class);
        gifts.stream()
                .filter(gift -> kinds.containsKey(gift.bookId()))
                .forEach(gift -> sums.computeIfAbsent(kinds.get(gift.bookId()), kind -> new EnumMap<>(AssetCode.class))
                        .merge(gift.asset(), decimal(gift), BigDecimal::add));
        given.register(
                sums.entrySet().stream()
                        .flatMap(kind -> kind.getValue().entrySet().stream()
                                .map(sum -> Row.of(labels(kind.getKey(), sum.getKey()), sum.getValue())))
                        .collect(Collectors.toList()),
                true);
    }

    private static BigDecimal decimal(Gift gift) {
        return BigDecimal.valueOf(gift.amount(), gift.asset().digits());
    }

    private static Tags labels(PlanKind kind, AssetCode asset) {
        return Tags.of("kind", kind.name(), "asset", asset.name());
    }
}
