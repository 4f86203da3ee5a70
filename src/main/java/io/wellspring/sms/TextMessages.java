package io.wellspring.sms;

import static io.wellspring.refusal.GeneralRefusal.PHONE_INVALID;
import static io.wellspring.sms.SmsRefusal.SMS_UNAVAILABLE;
import static io.wellspring.sms.SmsRefusal.SMS_UNCONFIRMED;
import static io.wellspring.sms.SmsRefusal.TOO_MANY_CODES;

import io.wellspring.refusal.Refusal;
import io.wellspring.sms.SmsFailure.Meaning;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Sends messages, each at most once, and keeps what became of them. */
@Component
public class TextMessages {

    private static final Logger log = LoggerFactory.getLogger(TextMessages.class);
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private final SmsSender sender;
    private final SentMessages messages;
    private final SmsMeters meters;
    private final SmsSettings settings;

    TextMessages(SmsSender sender, SentMessages messages, SmsMeters meters, SmsSettings settings) {
        this.sender = sender;
        this.messages = messages;
        this.meters = meters;
        this.settings = settings;
    }

    /**
     * Sends a message that the limits have let pass.
     *
     * @throws Refusal SMS_UNAVAILABLE, TOO_MANY_CODES or PHONE_INVALID where nothing was sent; SMS_UNCONFIRMED where it
     *     may have been
     */
    public Mono<Void> send(SmsMessage message) {
        return messages.asked(message)
                .then(Mono.defer(() -> handOver(message)))
                .flatMap(providerId -> kept(messages.accepted(message.id(), providerId)))
                .onErrorResume(SmsFailure.class, failure -> told(message, failure));
    }

    /** The code of a message was used, which shows that somebody reads it. */
    public Mono<Void> verified(UUID id) {
        return kept(messages.verified(id));
    }

    private Mono<String> handOver(SmsMessage message) {
        return sender.send(message)
                .timeout(settings.sendTimeout())
                .onErrorMap(TextMessages::meant)
                .doOnNext(accepted -> meters.accepted(message.template()));
    }

    private Mono<Void> told(SmsMessage message, SmsFailure failure) {
        meters.failed(message.template(), failure.meaning());
        log.warn("{} was not confirmed: {} {}", message, failure.meaning(), failure.getMessage());
        return kept(messages.failed(message.id(), failure)).then(Mono.error(() -> refusal(failure.meaning())));
    }

    /** What became of a message is worth knowing, and not worth failing for. */
    private static Mono<Void> kept(Mono<Void> note) {
        return note.doOnError(failure -> log.warn("what became of a message was not kept: {}", failure.toString()))
                .onErrorComplete();
    }

    private static Throwable meant(Throwable failure) {
        return failure instanceof SmsFailure
                ? failure
                : new SmsFailure(Meaning.UNCONFIRMED, failure.getClass().getSimpleName());
    }

    private static Refusal refusal(Meaning meaning) {
        return switch (meaning) {
            case TRY_LATER -> Refusal.of(TOO_MANY_CODES).retryAfter(A_MINUTE);
            case BAD_NUMBER -> Refusal.of(PHONE_INVALID);
            case OUR_FAULT, NOT_TAKEN -> Refusal.of(SMS_UNAVAILABLE).retryAfter(A_MINUTE);
            case UNCONFIRMED -> Refusal.of(SMS_UNCONFIRMED).retryAfter(A_MINUTE);
        };
    }
}
