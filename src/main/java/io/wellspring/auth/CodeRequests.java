package io.wellspring.auth;

import static io.wellspring.refusal.RefusalCode.CHALLENGE_FAILED;
import static io.wellspring.refusal.RefusalCode.CHALLENGE_REQUIRED;
import static io.wellspring.refusal.RefusalCode.SMS_UNAVAILABLE;

import io.wellspring.limit.SlidingWindows.Place;
import io.wellspring.member.Phone;
import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalCode;
import io.wellspring.sms.SmsMessage;
import io.wellspring.sms.TextMessages;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Sends a code to whoever asks, within the limits, and never looks whether the number is registered: so the answer
 * cannot tell (design, section 6).
 */
@Component
class CodeRequests {

    private static final Logger log = LoggerFactory.getLogger(CodeRequests.class);

    private final CodeLimits limits;
    private final Challenge challenge;
    private final SmsCodes codes;
    private final TextMessages messages;
    private final Secrets secrets;

    CodeRequests(CodeLimits limits, Challenge challenge, SmsCodes codes, TextMessages messages, Secrets secrets) {
        this.limits = limits;
        this.challenge = challenge;
        this.codes = codes;
        this.messages = messages;
        this.secrets = secrets;
    }

    /**
     * Sends a new code, which replaces the one before.
     *
     * @param address where the request came from
     * @param answer to a challenge, looked at only where one is required
     * @throws Refusal PHONE_REGION_NOT_SERVED, TOO_MANY_CODES, CHALLENGE_REQUIRED, CHALLENGE_FAILED, SMS_UNCONFIRMED, or
     *     SMS_UNAVAILABLE, which also stands for a Redis that is away: without limits nothing is sent
     */
    Mono<Void> send(Phone phone, Purpose purpose, String address, @Nullable String answer) {
        return limits.take(phone, address, false)
                .onErrorResume(
                        CodeRequests::asksForAChallenge, required -> challenged(phone, address, answer, required))
                .onErrorMap(CodeRequests::isNoRefusal, CodeRequests::unavailable)
                .flatMap(place -> sendWithin(place, phone, purpose));
    }

    private Mono<Place> challenged(Phone phone, String address, @Nullable String answer, Throwable required) {
        if (answer == null) {
            return Mono.error(required);
        }
        return limits.takeChallenge(address)
                .then(Mono.defer(() -> challenge.isSolved(answer)))
                .filter(solved -> solved)
                .switchIfEmpty(Mono.error(() -> Refusal.of(CHALLENGE_FAILED)))
                .flatMap(solved -> limits.take(phone, address, true));
    }

    private Mono<Void> sendWithin(Place place, Phone phone, Purpose purpose) {
        SmsMessage message = SmsMessage.code(phone.e164(), purpose.template(), secrets.nextCode());
        return codes.keep(phone, purpose, message)
                .onErrorMap(CodeRequests::isNoRefusal, CodeRequests::unavailable)
                .then(Mono.defer(() -> messages.send(message)))
                .onErrorResume(
                        CodeRequests::wasNotSent,
                        unsent -> limits.giveBack(place)
                                .then(Mono.defer(() -> takeBack(phone, purpose, message)))
                                .then(Mono.error(unsent)));
    }

    /** Where even that fails, the code before is lost, as if this one had been sent. */
    private Mono<Void> takeBack(Phone phone, Purpose purpose, SmsMessage message) {
        return codes.takeBack(phone, purpose, message).onErrorComplete(Exception.class);
    }

    private static boolean asksForAChallenge(Throwable failure) {
        return isRefusal(failure, CHALLENGE_REQUIRED);
    }

    private static boolean wasNotSent(Throwable failure) {
        return isRefusal(failure, SMS_UNAVAILABLE);
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
