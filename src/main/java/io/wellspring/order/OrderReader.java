package io.wellspring.order;

import io.wellspring.api.Id;
import io.wellspring.api.Required;
import io.wellspring.api.Utf8;
import io.wellspring.member.Phone;
import io.wellspring.plan.register.PlanRefusal;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Reason;
import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.Refusals;
import io.wellspring.value.Amount;
import io.wellspring.value.AmountRefusal;
import io.wellspring.value.AssetCode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Turns what a mall sent into an order in good form, or says what is wrong with it. */
@Component
class OrderReader {

    private static final int MOST_PLANS = 10;
    private static final int LONGEST_MERCHANT = 100;

    private final JsonMapper json;
    private final long maxAmount;

    OrderReader(JsonMapper json, OrderSettings settings) {
        this.json = json;
        this.maxAmount = settings.maxAmountFen();
    }

    /** @throws Refusal when the line is no order in good form */
    Order read(byte[] line) {
        if (!Utf8.isText(line)) {
            throw Refusal.of(GeneralRefusal.MALFORMED_JSON);
        }
        try {
            PaidOrderRequest order = json.readValue(line, PaidOrderRequest.class);
            if (order == null) {
                throw Refusal.of(GeneralRefusal.MALFORMED_JSON);
            }
            return read(order);
        } catch (JacksonException failure) {
            throw Refusals.ofJson(failure);
        }
    }

    /** @throws Refusal when a field is missing or not valid */
    Order read(PaidOrderRequest order) {
        long amount = amount(order);
        return new Order(
                orderId(order),
                order.memberId() == null ? null : Id.parse("memberId", order.memberId()),
                phone(order),
                planIds(order),
                amount,
                pointsPaid(order, amount),
                merchant(order),
                paidAt(order));
    }

    private static String orderId(PaidOrderRequest order) {
        String id = Required.field("orderId", order.orderId());
        if (!id.matches("[\\x21-\\x7e]{1,64}")) {
            throw Refusal.invalid("orderId", Reason.NOT_VISIBLE_ASCII)
                    .with("least", 1)
                    .with("most", 64);
        }
        return id;
    }

    private static @Nullable Phone phone(PaidOrderRequest order) {
        if ((order.memberId() == null) == (order.phone() == null)) {
            throw Refusal.oneOf("memberId", "phone");
        }
        return order.phone() == null ? null : Phone.parse(order.phone());
    }

    private static SortedSet<Long> planIds(PaidOrderRequest order) {
        List<@Nullable String> ids = Required.field("planIds", order.planIds());
        if (ids.isEmpty() || ids.size() > MOST_PLANS) {
            throw Refusal.invalid("planIds", Reason.WRONG_NUMBER_OF_ENTRIES)
                    .with("least", 1)
                    .with("most", MOST_PLANS);
        }
        SortedSet<Long> plans = new TreeSet<>();
        ids.forEach(id -> {
            if (!plans.add(Id.parse("planIds", Required.field("planIds", id)))) {
                throw Refusal.of(PlanRefusal.PLAN_NAMED_TWICE).with("field", "planIds");
            }
        });
        return plans;
    }

    private long amount(PaidOrderRequest order) {
        long amount = Amount.positive("amount", Required.field("amount", order.amount()), AssetCode.CNY);
        if (amount > maxAmount) {
            throw Refusal.of(AmountRefusal.AMOUNT_TOO_LARGE)
                    .with("field", "amount")
                    .with("maximum", Amount.format(maxAmount, AssetCode.CNY));
        }
        return amount;
    }

    private static long pointsPaid(PaidOrderRequest order, long amount) {
        if (order.pointsPaid() == null) {
            return 0;
        }
        long points = Amount.notNegative("pointsPaid", order.pointsPaid(), AssetCode.POINT);
        if (points > amount) {
            throw Refusal.invalid("pointsPaid", Reason.ABOVE_THE_AMOUNT);
        }
        return points;
    }

    private static @Nullable String merchant(PaidOrderRequest order) {
        String merchant = order.merchant();
        if (merchant != null
                && (merchant.isBlank() || merchant.length() > LONGEST_MERCHANT || !Required.isPrintable(merchant))) {
            throw Refusal.invalid("merchant", Reason.NOT_PRINTABLE)
                    .with("least", 1)
                    .with("most", LONGEST_MERCHANT);
        }
        return merchant;
    }

    private static Instant paidAt(PaidOrderRequest order) {
        try {
            return OffsetDateTime.parse(Required.field("paidAt", order.paidAt()))
                    .toInstant();
        } catch (DateTimeParseException notATime) {
            throw Refusal.invalid("paidAt", Reason.NOT_A_TIME);
        }
    }
}
