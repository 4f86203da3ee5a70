package io.wellspring.order;

import io.wellspring.auth.mall.Mall;
import io.wellspring.member.Members;
import io.wellspring.member.Phone;
import io.wellspring.plan.catalogue.PlanCatalogue;
import io.wellspring.plan.register.Halts;
import io.wellspring.plan.register.PlanRefusal;
import io.wellspring.refusal.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds out whose orders they are and whether their plans may be fed, with one question for a whole chunk. */
@Component
class OrderChecks {

    private final Members members;
    private final PlanCatalogue plans;

    OrderChecks(Members members, PlanCatalogue plans) {
        this.members = members;
        this.plans = plans;
    }

    Mono<List<Reading>> resolve(Mall mall, List<Reading> readings) {
        Set<Phone> phones = all(readings, order -> Stream.ofNullable(order.phone()));
        Set<Long> ids = all(readings, order -> Stream.ofNullable(order.memberId()));
        Set<Long> planIds = all(readings, order -> order.planIds().stream());
        return Mono.zip(byPhone(phones), existing(ids), plans.halts(planIds))
                .map(found -> readings.stream()
                        .map(reading -> resolved(reading, found.getT1(), found.getT2()))
                        .map(reading -> permitted(reading, mall, found.getT3()))
                        .toList());
    }

    private Mono<Map<String, Long>> byPhone(Set<Phone> phones) {
        return phones.isEmpty() ? Mono.just(Map.of()) : members.idsByPhone(phones);
    }

    private Mono<Set<Long>> existing(Set<Long> ids) {
        return ids.isEmpty() ? Mono.just(Set.of()) : members.existing(ids);
    }

    private static Reading resolved(Reading reading, Map<String, Long> byPhone, Set<Long> existing) {
        if (!reading.isOpen()) {
            return reading;
        }
        Order order = Objects.requireNonNull(reading.order());
        Long id = order.phone() == null
                ? order.memberId()
                : byPhone.get(order.phone().e164());
        boolean known = id != null && (order.phone() != null || existing.contains(id));
        return known ? reading.with(order.ofMember(id)) : reading.refused(Refusal.of(OrderRefusal.MEMBER_UNKNOWN));
    }

    /** The scope comes first, so that a mall learns nothing of plans that are not its own. */
    private static Reading permitted(Reading reading, Mall mall, Map<Long, Halts> existing) {
        if (!reading.isOpen()) {
            return reading;
        }
        Set<Long> wished = Objects.requireNonNull(reading.order()).planIds();
        if (!mall.planIds().containsAll(wished)) {
            return reading.refused(Refusal.of(OrderRefusal.PLAN_OUT_OF_SCOPE));
        }
        return existing.keySet().containsAll(wished)
                ? reading.unlessKnown(halt(wished, existing))
                : reading.refused(Refusal.of(PlanRefusal.PLAN_UNKNOWN));
    }

    /** An order goes to all its plans or to none, so one that takes no orders holds it off from the others too. */
    private static @Nullable Refusal halt(Set<Long> wished, Map<Long, Halts> existing) {
        return wished.stream()
                .map(plan -> existing.get(plan).ofOrders(plan))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static <T> Set<T> all(List<Reading> readings, Function<Order, Stream<T>> of) {
        return readings.stream()
                .filter(Reading::isOpen)
                .map(Reading::order)
                .map(Objects::requireNonNull)
                .flatMap(of)
                .collect(Collectors.toSet());
    }
}
