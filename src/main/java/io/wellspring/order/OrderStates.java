package io.wellspring.order;

import io.wellspring.auth.mall.Mall;
import io.wellspring.plan.log.LoggedCommand;
import io.wellspring.plan.log.PlanLog;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Mono;

/** What became of the orders of a mall, in each of their plans. */
@Component
class OrderStates {

    private static final String ORDERS = "/v1/paid-orders";
    /** What passes through an address as it is; slashes and percent signs are turned away on the way, encoded ones too. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_~-][A-Za-z0-9._~-]*");

    private final PlanLog log;

    OrderStates(PlanLog log) {
        this.log = log;
    }

    /** Empty where the mall has handed in no such order that was accepted. */
    Mono<OrderState> of(Mall mall, String orderId) {
        return log.of(Intake.source(mall), orderId)
                .sort(Comparator.comparingLong(LoggedCommand::planId))
                .collectList()
                .filter(commands -> !commands.isEmpty())
                .map(commands -> state(orderId, commands));
    }

    /** Where the mall reads what became of its order. */
    static URI address(String orderId) {
        return URI.create(
                PLAIN.matcher(orderId).matches()
                        ? ORDERS + "/" + orderId
                        : ORDERS + "?orderId=" + UriUtils.encode(orderId, "UTF-8"));
    }

    private static OrderState state(String orderId, List<LoggedCommand> commands) {
        return new OrderState(
                orderId,
                commands.get(0).appendedAt(),
                commands.stream().map(OrderState.InPlan::of).toList());
    }
}
