package io.wellspring.order;

import io.wellspring.auth.mall.Mall;
import io.wellspring.order.OrderOutcome.Result;
import io.wellspring.plan.log.Bell;
import io.wellspring.plan.log.CommandKind;
import io.wellspring.plan.log.NewCommand;
import io.wellspring.plan.log.PlanLog;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Accepts a mall's orders, a chunk in one transaction: an order is appended to all its plans or to none. The chunks of
 * one mall follow each other, for its daily limit must be exact; different malls do not wait for each other.
 */
@Component
class Intake {

    private static final Duration GIVE_UP = Duration.ofSeconds(20);

    private final OrderChecks resolution;
    private final DailyLimits limits;
    private final PlanLog log;
    private final Bell bell;
    private final TransactionalOperator tx;
    private final JsonMapper json;
    private final OrderSettings settings;

    Intake(
            OrderChecks resolution,
            DailyLimits limits,
            PlanLog log,
            Bell bell,
            TransactionalOperator tx,
            JsonMapper json,
            OrderSettings settings) {
        this.resolution = resolution;
        this.limits = limits;
        this.log = log;
        this.bell = bell;
        this.tx = tx;
        this.json = json;
        this.settings = settings;
    }

    /** Decides each of the orders, in their order. */
    Mono<List<Reading>> accept(Mall mall, List<Reading> readings) {
        return resolution
                .resolve(mall, readings)
                .flatMap(resolved -> append(mall, resolved).as(tx::transactional))
                .doOnNext(this::wakeWriters)
                .timeout(GIVE_UP, Mono.error(() -> Refusal.of(GeneralRefusal.BUSY)));
    }

    private Mono<List<Reading>> append(Mall mall, List<Reading> readings) {
        Set<String> ids = readings.stream()
                .filter(Reading::isOpen)
                .map(Reading::orderId)
                .map(Objects::requireNonNull)
                .collect(Collectors.toSet());
        if (ids.isEmpty()) {
            return Mono.just(readings);
        }
        return limits.usedToday(mall)
                .flatMap(used -> log.known(source(mall), ids)
                        .collect(Collectors.groupingBy(PlanLog.Entry::key))
                        .flatMap(known -> decide(mall, readings, sorting(mall, known, used))));
    }

    private Sorting sorting(Mall mall, Map<String, List<PlanLog.Entry>> known, DailyLimits.Use used) {
        return new Sorting(known, mall.dailyLimitFen() - used.fen(), settings.paidAtAround(used.now()));
    }

    /** The mall's row is locked, so nobody else appends its orders; if so all the same, nothing is kept. */
    private Mono<List<Reading>> decide(Mall mall, List<Reading> readings, Sorting sorting) {
        List<Reading> decided = readings.stream().map(sorting::sort).toList();
        List<NewCommand> commands = decided.stream()
                .filter(reading -> reading.result() == Result.ACCEPTED)
                .flatMap(reading -> commands(mall, Objects.requireNonNull(reading.order())).stream())
                .toList();
        return commands.isEmpty()
                ? Mono.just(decided)
                : log.appendNew(commands)
                        .then(limits.use(mall, sorting.accepted()))
                        .thenReturn(decided);
    }

    private List<NewCommand> commands(Mall mall, Order order) {
        long member = Objects.requireNonNull(order.memberId());
        String body = json.writeValueAsString(order.body());
        byte[] fingerprint = order.fingerprint();
        return order.planIds().stream()
                .map(plan -> new NewCommand(
                        plan, source(mall), order.orderId(), CommandKind.ORDER, member, body, fingerprint))
                .toList();
    }

    private void wakeWriters(List<Reading> readings) {
        readings.stream()
                .filter(reading -> reading.result() == Result.ACCEPTED)
                .flatMap(reading -> Objects.requireNonNull(reading.order()).planIds().stream())
                .distinct()
                .forEach(bell::ring);
    }

    /** As the log names a mall: by its id, which stays, and never by a secret. */
    static String source(Mall mall) {
        return "client:" + mall.id();
    }
}
