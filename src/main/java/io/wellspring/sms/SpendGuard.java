package io.wellspring.sms;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.wellspring.limit.SlidingWindows;
import io.wellspring.limit.SlidingWindows.Place;
import io.wellspring.limit.Window;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Bounds what messages cost: a budget for any 24 hours, its last part only for those who solved a challenge, and a look
 * at blocks of numbers whose codes nobody uses. What it has seen last stands until it sees better.
 */
@Component
public class SpendGuard {

    private static final Logger log = LoggerFactory.getLogger(SpendGuard.class);
    private static final Duration DAY = Duration.ofDays(1);
    private static final String KEY = "{sms-limits}:budget";

    private final SmsSettings settings;
    private final SlidingWindows windows;
    private final SmsFigures figures;
    private final SmsLifts lifts;

    private volatile Map<String, SmsPrefixFigures> suspicious = Map.of();
    private volatile int extra;
    private volatile long used;

    SpendGuard(SmsSettings settings, SlidingWindows windows, SmsFigures figures, SmsLifts lifts, MeterRegistry meters) {
        this.settings = settings;
        this.windows = windows;
        this.figures = figures;
        this.lifts = lifts;
        Gauge.builder("wellspring.sms.budget.used", this, guard -> guard.used)
                .description("Text messages of today's budget that are used")
                .register(meters);
        Gauge.builder("wellspring.sms.budget.limit", this, SpendGuard::limit)
                .description("Text messages that may be sent today")
                .register(meters);
        Gauge.builder("wellspring.sms.prefixes.suspicious", this, guard -> guard.suspicious.size())
                .description("Beginnings of numbers that get many codes of which hardly any is used")
                .register(meters);
    }

    /**
     * The budget as it stands on this node.
     *
     * @param used messages of the last 24 hours, as counted some seconds ago
     * @param limit with what operators have added
     * @param unchallenged the part of it for which nobody needs to solve a challenge
     */
    public record SmsBudget(long used, long limit, long unchallenged) {}

    public SmsBudget figures() {
        return new SmsBudget(used, limit(), unchallengedLimit());
    }

    public List<SmsPrefixFigures> suspicious() {
        return List.copyOf(suspicious.values());
    }

    /** What no message may exceed: beyond it sending is SMS_UNAVAILABLE to everybody. */
    public Window budget() {
        return new Window(KEY, limit(), DAY, SmsRefusal.SMS_UNAVAILABLE);
    }

    /** The part of the budget for which nobody needs to solve a challenge. */
    public Window unchallengedBudget() {
        return new Window(KEY, unchallengedLimit(), DAY, SmsRefusal.CHALLENGE_REQUIRED);
    }

    /** What of a message's places is the budget's. */
    public Place in(Place place) {
        return place.only(KEY);
    }

    /** Whether the number is in a block that looks pumped, so that only a solved challenge lets it pass. */
    public boolean isSuspicious(String phone) {
        return suspicious.containsKey(settings.prefixes().of(phone));
    }

    /** Looks at the figures anew; where one of them is out of reach, the one before stands. */
    Mono<Void> look() {
        return lifts.extraMessages()
                .doOnNext(granted -> extra = granted)
                .then(figures.suspicious().collect(Collectors.toMap(SmsPrefixFigures::prefix, figure -> figure)))
                .doOnNext(this::suspect)
                .then(Mono.defer(() -> windows.count(budget())))
                .doOnNext(counted -> used = counted)
                .then();
    }

    private void suspect(Map<String, SmsPrefixFigures> found) {
        found.values().stream()
                .filter(figure -> !suspicious.containsKey(figure.prefix()))
                .forEach(figure -> log.error("codes to numbers {}… are hardly used: {}", figure.prefix(), figure));
        suspicious = Map.copyOf(found);
    }

    private int limit() {
        return settings.budget().perDay() + extra;
    }

    private int unchallengedLimit() {
        return settings.budget().perDayUnchallenged() + extra;
    }
}
