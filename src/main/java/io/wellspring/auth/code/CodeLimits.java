package io.wellspring.auth.code;

import static io.wellspring.auth.code.CodeRefusal.PHONE_REGION_NOT_SERVED;
import static io.wellspring.sms.SmsRefusal.CHALLENGE_REQUIRED;
import static io.wellspring.sms.SmsRefusal.TOO_MANY_CODES;

import io.wellspring.auth.caller.AuthSettings;
import io.wellspring.auth.caller.KeyedHash;
import io.wellspring.limit.SlidingWindows;
import io.wellspring.limit.SlidingWindows.Place;
import io.wellspring.limit.Window;
import io.wellspring.member.Phone;
import io.wellspring.refusal.Refusal;
import io.wellspring.sms.SpendGuard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * How many codes may be sent: to a number, from an address, and in all. Each is exact in any window, on all nodes; a
 * solved challenge opens the wider bounds and never those of a number.
 */
@Component
class CodeLimits {

    private final SlidingWindows windows;
    private final SpendGuard spending;
    private final KeyedHash hash;
    private final AuthSettings.Codes limits;

    CodeLimits(SlidingWindows windows, SpendGuard spending, KeyedHash hash, AuthSettings settings) {
        this.windows = windows;
        this.spending = spending;
        this.hash = hash;
        this.limits = settings.codes();
    }

    /**
     * Counts one code, or refuses it with PHONE_REGION_NOT_SERVED, TOO_MANY_CODES, SMS_UNAVAILABLE or, where a challenge
     * would help, CHALLENGE_REQUIRED.
     */
    Mono<Place> take(Phone phone, String address, boolean challenged) {
        if (limits.countryCodes().stream().noneMatch(phone::isOf)) {
            return Mono.error(() -> Refusal.of(PHONE_REGION_NOT_SERVED));
        }
        if (!challenged && spending.isSuspicious(phone.e164())) {
            return Mono.error(() -> Refusal.of(CHALLENGE_REQUIRED));
        }
        return windows.take(windows(phone, address, challenged));
    }

    /** Counts one notice: apart from codes, so that the minute after one does not swallow it, but of the same budget. */
    Mono<Place> takeNotice(Phone phone) {
        List<Window> all = new ArrayList<>(List.of(spending.budget()));
        for (String name : hash.all("notice-number", phone.e164())) {
            String number = "{sms-limits}:notices:" + name;
            all.add(new Window(number, limits.noticesPerNumberPerDay(), Duration.ofDays(1), TOO_MANY_CODES));
        }
        return windows.take(all);
    }

    /** A message that was not sent, for no fault of its number, does not count. */
    Mono<Void> giveBack(Place place) {
        return windows.giveBack(place).onErrorComplete(Exception.class);
    }

    /** A message that its number did not get costs nothing, and counts against those who asked for it. */
    Mono<Void> giveBackBudget(Place place) {
        return giveBack(spending.in(place));
    }

    /**
     * One hash tag for all, because a script on Redis Cluster may only touch keys of one slot. What a challenge cannot
     * open comes first, so that nobody solves one in vain.
     */
    private List<Window> windows(Phone phone, String address, boolean challenged) {
        List<Window> all = new ArrayList<>();
        for (String name : hash.all("sms-limit-number", phone.e164())) {
            String number = "{sms-limits}:number:" + name;
            all.add(new Window(number, limits.perNumberPerDay(), Duration.ofDays(1), TOO_MANY_CODES));
            all.add(new Window(number, limits.perNumberPerHour(), Duration.ofHours(1), TOO_MANY_CODES));
            all.add(new Window(number, limits.perNumberPerMinute(), Duration.ofMinutes(1), TOO_MANY_CODES));
        }
        all.add(spending.budget());
        if (!challenged) {
            all.add(spending.unchallengedBudget());
            for (String name : hash.all("sms-limit-address", address)) {
                String origin = "{sms-limits}:address:" + name;
                all.add(new Window(origin, limits.perAddressPerHour(), Duration.ofHours(1), CHALLENGE_REQUIRED));
            }
        }
        return all;
    }
}
