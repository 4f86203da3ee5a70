package io.wellspring.plan.release;

import io.wellspring.member.Members;
import io.wellspring.plan.log.Command;
import io.wellspring.plan.release.rules.Upline;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The part of the referral tree that a batch of a RELEASE plan touches. */
final class Uplines {

    private final ReleaseTree tree;
    private final Outside outside;

    Uplines(ReleaseTree tree, Outside outside) {
        this.tree = tree;
        this.outside = outside;
    }

    /** Who is above members that are not in the plan yet: a fact from outside it. */
    interface Outside {

        /** Who invited each of the members, and those above them, at least up to somebody who is in the plan. */
        Mono<Map<Long, Long>> above(Collection<Long> members, List<Command> commands);

        /** As the members' room knows it; the part that matters is recorded with the outcome. */
        static Outside known(Members members) {
            return (asked, commands) -> members.above(asked);
        }

        /** As it was recorded when the commands were decided. */
        static Outside recorded(JsonMapper json) {
            return (asked, commands) -> Mono.fromCallable(() -> {
                Map<Long, Long> referrers = new HashMap<>();
                commands.forEach(command -> read(ReleaseFacts.of(command, json), command, referrers));
                return referrers;
            });
        }

        private static void read(ReleaseFacts facts, Command command, Map<Long, Long> referrers) {
            Long member = command.memberId();
            for (Long above : Objects.requireNonNullElse(facts.above(), List.<Long>of())) {
                referrers.put(member, above);
                member = above;
            }
        }
    }

    Mono<Upline> of(long planId, List<Command> commands) {
        Set<Long> touched = commands.stream()
                .map(Command::memberId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return tree.above(planId, touched).flatMap(present -> withNew(planId, commands, touched, present));
    }

    private Mono<Upline> withNew(long planId, List<Command> commands, Set<Long> touched, Map<Long, Long> present) {
        Set<Long> others = new HashSet<>(touched);
        others.removeAll(present.keySet());
        if (others.isEmpty()) {
            return Mono.just(new Upline(Map.of(), present));
        }
        return outside.above(others, commands)
                .flatMap(above -> tree.above(planId, above.values())
                        .doOnNext(more -> more.putAll(present))
                        .map(all -> new Upline(above, all)));
    }
}
