package io.wellspring.wallet;

import static java.util.Objects.requireNonNull;

import io.wellspring.ledger.Line;
import io.wellspring.plan.AdjustmentReasons;
import io.wellspring.plan.AdjustmentReasons.Place;
import io.wellspring.plan.CommandKind;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Shows lines of statements, each with what its owner needs to understand it. */
@Component
class Transfers {

    private final AdjustmentReasons reasons;

    Transfers(AdjustmentReasons reasons) {
        this.reasons = reasons;
    }

    /** How to show these lines; what they need beside themselves is read for all of them together. */
    Mono<Function<Line, Transfer>> of(Collection<Line> lines) {
        List<Place> places = lines.stream()
                .filter(Transfers::isAdjustment)
                .map(Transfers::place)
                .toList();
        return reasons.at(places)
                .map(found -> line -> Transfer.of(line, isAdjustment(line) ? found.get(place(line)) : null));
    }

    private static boolean isAdjustment(Line line) {
        return line.kind().equals(CommandKind.ADJUSTMENT.name());
    }

    private static Place place(Line line) {
        return new Place(line.causePlanId(), requireNonNull(line.position()));
    }
}
