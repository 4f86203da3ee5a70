package io.wellspring.auth;

import static io.wellspring.refusal.RefusalCode.CHALLENGE_REQUIRED;
import static io.wellspring.refusal.RefusalCode.PHONE_REGION_NOT_SERVED;
import static io.wellspring.refusal.RefusalCode.SMS_UNAVAILABLE;
import static io.wellspring.refusal.RefusalCode.TOO_MANY_CODES;

import io.wellspring.member.Phone;
import io.wellspring.refusal.Refusal;
import io.wellspring.sms.Purpose;
import io.wellspring.sms.SmsMessage;
import io.wellspring.sms.SmsSender;
import java.time.Duration;
import java.util.List;
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

    private final SlidingWindows windows;
    private final SmsCodes codes;
    private final SmsSender sender;
    private final Secrets secrets;
    private final KeyedHash hash;
    private final AuthSettings.Codes limits;

    CodeRequests(
            SlidingWindows windows,
            SmsCodes codes,
            SmsSender sender,
            Secrets secrets,
            KeyedHash hash,
            AuthSettings settings) {
        this.windows = windows;
        this.codes = codes;
        this.sender = sender;
        this.secrets = secrets;
        this.hash = hash;
        this.limits = settings.codes();
    }

    /**
     * Sends a new code, which replaces the one before.
     *
     * @param address where the request came from, as {@link ClientAddress} has it
     * @throws Refusal PHONE_REGION_NOT_SERVED, TOO_MANY_CODES, CHALLENGE_REQUIRED, or SMS_UNAVAILABLE, which also
     *     stands for a Redis that is away: without limits nothing is sent
     */
    Mono<Void> send(Phone phone, Purpose purpose, String address) {
        return served(phone)
                .then(Mono.defer(() -> windows.take(windows(phone, address))))
                .then(Mono.fromSupplier(secrets::nextCode))
                .flatMap(code ->
                        codes.keep(phone, purpose, code).thenReturn(new SmsMessage(phone.e164(), purpose, code)))
                .flatMap(message -> sender.send(message).timeout(Duration.ofSeconds(limits.sendTimeoutSeconds())))
                .onErrorMap(Exception.class, CodeRequests::unavailable);
    }

    private Mono<Void> served(Phone phone) {
        return limits.countryCodes().stream().anyMatch(phone::isOf)
                ? Mono.empty()
                : Mono.error(() -> Refusal.of(PHONE_REGION_NOT_SERVED));
    }

    /** One hash tag for all, because a script on Redis Cluster may only touch keys of one slot. */
    private List<Window> windows(Phone phone, String address) {
        String number = "{sms-limits}:number:" + hash.of("sms-limit-number", phone.e164());
        String origin = "{sms-limits}:address:" + hash.of("sms-limit-address", address);
        return List.of(
                new Window(number, limits.perNumberPerDay(), Duration.ofDays(1), TOO_MANY_CODES),
                new Window(number, limits.perNumberPerHour(), Duration.ofHours(1), TOO_MANY_CODES),
                new Window(number, limits.perNumberPerMinute(), Duration.ofMinutes(1), TOO_MANY_CODES),
                new Window(origin, limits.perAddressPerHour(), Duration.ofHours(1), CHALLENGE_REQUIRED));
    }

    private static Refusal unavailable(Exception failure) {
        if (failure instanceof Refusal refusal) {
            return refusal;
        }
        log.warn("a code could not be sent: {}", failure.toString());
        return Refusal.of(SMS_UNAVAILABLE);
    }
}
