package io.wellspring.auth.code;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.wellspring.limit.SlidingWindows.Place;
import io.wellspring.member.Phone;
import io.wellspring.refusal.Refusal;
import io.wellspring.sms.SmsMessage;
import io.wellspring.sms.SmsRefusal;
import io.wellspring.sms.TextMessages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells members that something about their account was changed, in case it was not they who did it. */
@Component
public class SecurityNotices {

    private static final Logger log = LoggerFactory.getLogger(SecurityNotices.class);

    private final CodeLimits limits;
    private final TextMessages messages;
    private final Counter unsent;

    SecurityNotices(CodeLimits limits, TextMessages messages, MeterRegistry meters) {
        this.limits = limits;
        this.messages = messages;
        this.unsent = Counter.builder("wellspring.auth.notices.unsent")
                .description("Notices of a change of password or number that were not sent")
                .register(meters);
    }

    /** Never fails, for what it tells of has happened: a notice that cannot be sent is logged and counted. */
    public Mono<Void> send(Phone phone) {
        return Mono.defer(() -> limits.takeNotice(phone))
                .flatMap(place -> sendWithin(place, phone))
                .onErrorResume(Exception.class, this::unsent);
    }

    private Mono<Void> sendWithin(Place place, Phone phone) {
        return messages.send(SmsMessage.notice(phone.e164()))
                .onErrorResume(
                        SecurityNotices::wasNotSent,
                        unsent -> limits.giveBack(place).then(Mono.error(unsent)));
    }

    private static boolean wasNotSent(Throwable failure) {
        return failure instanceof Refusal refusal && refusal.code() == SmsRefusal.SMS_UNAVAILABLE;
    }

    private Mono<Void> unsent(Throwable failure) {
        log.warn("a security notice was not sent: {}", failure.toString());
        unsent.increment();
        return Mono.empty();
    }
}
