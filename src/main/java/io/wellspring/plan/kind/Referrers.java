package io.wellspring.plan.kind;

import io.wellspring.member.Members;
import io.wellspring.plan.log.Command;
import io.wellspring.plan.log.CommandKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Who invited the buyer of each order, by the command's id: a fact from outside the plan. */
public interface Referrers {

    Mono<Map<Long, Long>> of(List<Command> commands);

    /** As the members' room knows them; it is recorded with the outcome. */
    static Referrers known(Members members) {
        return commands -> {
            List<Command> orders = orders(commands);
            Set<Long> buyers = orders.stream()
                    .map(order -> Objects.requireNonNull(order.memberId()))
                    .collect(Collectors.toSet());
            return members.referrersOf(buyers).map(byBuyer -> byCommand(orders, byBuyer));
        };
    }

    /** As they were recorded when the commands were decided. */
    static Referrers recorded(JsonMapper json) {
        return commands -> Mono.fromCallable(() -> {
            Map<Long, Long> referrers = new HashMap<>();
            for (Command order : orders(commands)) {
                Long referrer = order.facts() == null
                        ? null
                        : json.readValue(order.facts(), ReferrerFacts.class).referrer();
                if (referrer != null) {
                    referrers.put(order.id(), referrer);
                }
            }
            return referrers;
        });
    }

    /** Everybody whose holdings the commands touch. */
    static Set<Long> touched(List<Command> commands, Map<Long, Long> referrers) {
        return Stream.concat(
                        commands.stream().map(Command::memberId).filter(Objects::nonNull), referrers.values().stream())
                .collect(Collectors.toSet());
    }

    private static List<Command> orders(List<Command> commands) {
        return commands.stream()
                .filter(command -> command.kind() == CommandKind.ORDER && command.memberId() != null)
                .toList();
    }

    private static Map<Long, Long> byCommand(List<Command> orders, Map<Long, Long> byBuyer) {
        Map<Long, Long> referrers = new HashMap<>();
        orders.forEach(order -> {
            Long referrer = byBuyer.get(order.memberId());
            if (referrer != null) {
                referrers.put(order.id(), referrer);
            }
        });
        return referrers;
    }
}
