package io.wellspring.auth.code;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wellspring.auth.caller.KeyedHash;
import io.wellspring.auth.caller.Settings;
import io.wellspring.limit.SlidingWindows;
import io.wellspring.limit.SlidingWindows.Place;
import io.wellspring.member.Phone;
import io.wellspring.sms.SpendGuard;
import io.wellspring.sms.TextMessages;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Mono;

/** Codes and their limits under keys of a test's choice. */
public final class KeyedCodes {

    private KeyedCodes() {}

    public static SmsCodes codes(ReactiveStringRedisTemplate redis, KeyedHash hash, TextMessages messages) {
        return new SmsCodes(redis, hash, messages, new CodeMeters(new SimpleMeterRegistry()), Settings.defaults());
    }

    /** Takes the place of one more code, within the limits. */
    public static Mono<Place> take(
            SlidingWindows windows, SpendGuard spending, KeyedHash hash, Phone phone, String address) {
        return new CodeLimits(windows, spending, hash, Settings.defaults()).take(phone, address, false);
    }
}
