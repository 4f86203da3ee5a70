package io.wellspring.auth.code;

import static io.wellspring.sms.SmsRefusal.SMS_UNAVAILABLE;
import static io.wellspring.sms.SmsRefusal.SMS_UNCONFIRMED;

import io.wellspring.auth.caller.Origin;
import io.wellspring.auth.caller.Secrets;
import io.wellspring.auth.challenge.Challenges;
import io.wellspring.limit.SlidingWindows.Place;
import io.wellspring.member.Phone;
import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalCode;
import io.wellspring.sms.SmsMessage;
import io.wellspring.sms.TextMessages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Sends a code to whoever asks, within the limits, and never looks whether the number is registered: so the answer
 * cannot tell.
 */
@Component
class CodeRequests {

    private static final Logger log = LoggerFactory.getLogger(CodeRequests.class);

    private final CodeLimits limits;
    private final Challenges challenges;
    private final SmsCodes codes;
    private final TextMessages messages;
    private final Secrets secrets;
    private final CodeMeters meters;

    CodeRequests(
            CodeLimits limits,
            Challenges challenges,
            SmsCodes codes,
            TextMessages messages,
            Secrets secrets,
            CodeMeters meters) {
        this.limits = limits;
        this.challenges = challenges;
        this.codes = codes;
        this.messages = messages;
        this.secrets = secrets;
        this.meters = meters;
    }

    /**
     * Sends a new code, which replaces the one before.
     *
     * @throws Refusal PHONE_REGION_NOT_SERVED, TOO_MANY_CODES, CHALLENGE_REQUIRED, CHALLENGE_FAILED, SMS_UNCONFIRMED, or
     *     SMS_UNAVAILABLE, which also stands for a Redis that is away: without limits nothing is sent
     */
    Mono<Void> send(Phone phone, Purpose purpose, Origin origin) {
        Mono<Place> asAnybody = limits.take(phone, origin.address(), false);
        return challenges
                .take(origin, asAnybody, () -> limits.take(phone, origin.address(), true))
                .onErrorMap(CodeRequests::isNoRefusal, CodeRequests::unavailable)
                .flatMap(place -> sendWithin(place, phone, purpose))
                .doOnError(meters::refused);
    }

    private Mono<Void> sendWithin(Place place, Phone phone, Purpose purpose) {
        SmsMessage message = SmsMessage.code(phone.e164(), purpose.template(), secrets.nextCode());
        return codes.keep(phone, purpose, message)
                .onErrorMap(CodeRequests::isNoRefusal, CodeRequests::unavailable)
                .then(Mono.defer(() -> messages.send(message)))
                .onErrorResume(
                        CodeRequests::wasNotSent,
                        unsent -> giveBack(place, unsent)
                                .then(Mono.defer(() -> takeBack(phone, purpose, message)))
                                .then(Mono.error(unsent)));
    }

    /** What a provider would not send to this number still counts as asked for: nobody asks again and again for nothing. */
    private Mono<Void> giveBack(Place place, Throwable unsent) {
        return isRefusal(unsent, SMS_UNAVAILABLE) ? limits.giveBack(place) : limits.giveBackBudget(place);
    }

    /** Where even that fails, the code before is lost, as if this one had been sent. */
    private Mono<Void> takeBack(Phone phone, Purpose purpose, SmsMessage message) {
        return codes.takeBack(phone, purpose, message).onErrorComplete(Exception.class);
    }

    private static boolean wasNotSent(Throwable failure) {
        return failure instanceof Refusal && !isRefusal(failure, SMS_UNCONFIRMED);
    }

    private static boolean isRefusal(Throwable failure, RefusalCode code) {
        return failure instanceof Refusal refusal && refusal.code() == code;
    }

    private static boolean isNoRefusal(Throwable failure) {
        return failure instanceof Exception && !(failure instanceof Refusal);
    }

    /** Told in the log by those who look at Redis regularly, once, and not at each of a thousand calls. */
    private static Refusal unavailable(Throwable failure) {
        log.debug("a code could not be sent: {}", failure.toString());
        return Refusal.of(SMS_UNAVAILABLE);
    }
}
