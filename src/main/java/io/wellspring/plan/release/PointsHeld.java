package io.wellspring.plan.release;

import io.wellspring.ledger.Ledger;
import io.wellspring.plan.log.Command;
import io.wellspring.plan.log.CommandKind;
import io.wellspring.value.AssetCode;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What members have of points, which all plans share, before commands that adjust them: a fact from outside the plan. */
interface PointsHeld {

    Mono<Before> before(Collection<Command> adjustments);

    /** What the command's member has, of which the batch has moved so much before it. */
    interface Before {

        long of(Command command, long moved);
    }

    /** As the ledger has it; it is recorded with the outcome. */
    static PointsHeld known(Ledger ledger) {
        return adjustments -> {
            Set<Long> members = new HashSet<>();
            adjustments.forEach(command -> members.add(Objects.requireNonNull(command.memberId())));
            return ledger.balancesOf(members, AssetCode.POINT)
                    .map(balances -> (command, moved) ->
                            balances.getOrDefault(Objects.requireNonNull(command.memberId()), 0L) + moved);
        };
    }

    /** As it was recorded when the commands were decided. */
    static PointsHeld recorded(JsonMapper json) {
        return adjustments -> Mono.fromCallable(() -> {
            Map<Long, Long> held = new HashMap<>();
            adjustments.forEach(command -> held.put(
                    command.id(),
                    Objects.requireNonNullElse(ReleaseFacts.of(command, json).points(), 0L)));
            return (command, moved) -> held.get(command.id());
        });
    }

    static List<Command> adjustments(List<Command> commands) {
        return commands.stream()
                .filter(command -> command.kind() == CommandKind.ADJUSTMENT)
                .toList();
    }
}
