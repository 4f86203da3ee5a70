package io.wellspring.wallet;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.wellspring.ledger.StatementLine;
import io.wellspring.ledger.Statements.LineOf;
import io.wellspring.member.Member;
import io.wellspring.member.Members;
import io.wellspring.plan.log.Causes;
import io.wellspring.plan.log.Causes.Place;
import io.wellspring.plan.log.Causes.Told;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Shows lines of statements, each with what its owner needs to understand it. */
@Component
class Transfers {

    private static final String OF_A_FRIEND = "REFERRAL_GRANT";

    private final Causes causes;
    private final Members members;

    Transfers(Causes causes, Members members) {
        this.causes = causes;
        this.members = members;
    }

    /** How to show these lines; what they need beside themselves is read for all of them together. */
    Mono<Function<LineOf, Transfer>> of(Collection<LineOf> lines) {
        Set<Place> places =
                lines.stream().map(LineOf::line).map(Transfers::place).collect(Collectors.toSet());
        return causes.at(places)
                .flatMap(told -> friends(lines, told).map(friends -> line -> shown(line, told, friends)));
    }

    private static Transfer shown(LineOf of, Map<Place, Told> told, Map<Long, Member> friends) {
        Told cause = requireNonNull(
                told.get(place(of.line())), () -> "no plan of line " + of.line().id());
        return Transfer.of(of.line(), of.memberId(), cause, friend(of, cause, friends));
    }

    /** The friends to whose orders lines are owed. */
    private Mono<Map<Long, Member>> friends(Collection<LineOf> lines, Map<Place, Told> told) {
        Set<Long> ids = lines.stream()
                .map(LineOf::line)
                .filter(line -> line.kind().equals(OF_A_FRIEND))
                .map(line -> told.get(place(line)))
                .filter(Objects::nonNull)
                .map(Told::memberId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return ids.isEmpty() ? Mono.just(Map.of()) : members.byIds(ids);
    }

    /** Nobody is told of anybody but those whom they invited themselves. */
    private static @Nullable Member friend(LineOf of, Told cause, Map<Long, Member> friends) {
        Member friend =
                of.line().kind().equals(OF_A_FRIEND) && cause.memberId() != null ? friends.get(cause.memberId()) : null;
        return friend != null && Objects.equals(friend.referrerId(), of.memberId()) ? friend : null;
    }

    private static Place place(StatementLine line) {
        return new Place(line.causeBookId(), requireNonNullElse(line.position(), 0L));
    }
}
