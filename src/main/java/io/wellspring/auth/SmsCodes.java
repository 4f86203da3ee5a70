package io.wellspring.auth;

import io.wellspring.limit.RedisCalls;
import io.wellspring.member.Phone;
import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalCode;
import io.wellspring.sms.SmsMessage;
import io.wellspring.sms.TextMessages;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The codes that are on their way: one per number and purpose, kept as a keyed hash, used once, burnt by wrong tries
 * (design, section 6).
 */
@Component
class SmsCodes {

    private static final RedisScript<Long> KEEP = RedisCalls.script("keep-code", Long.class);
    private static final RedisScript<String> CONSUME = RedisCalls.script("consume-code", String.class);

    private final ReactiveStringRedisTemplate redis;
    private final KeyedHash hash;
    private final TextMessages messages;
    private final AuthSettings settings;

    SmsCodes(ReactiveStringRedisTemplate redis, KeyedHash hash, TextMessages messages, AuthSettings settings) {
        this.redis = redis;
        this.hash = hash;
        this.messages = messages;
        this.settings = settings;
    }

    Mono<Void> keep(Phone phone, Purpose purpose, SmsMessage message) {
        String code = Objects.requireNonNull(message.code());
        long lifeMillis = Duration.ofSeconds(settings.codes().lifeSeconds()).toMillis();
        List<String> arguments = List.of(
                hashed(phone, purpose, code),
                String.valueOf(lifeMillis),
                message.id().toString());
        return RedisCalls.call(redis.execute(KEEP, List.of(key(phone, purpose)), arguments), settings.redisTimeout())
                .then();
    }

    /** Uses the code up, or refuses it with CODE_WRONG; without Redis nothing is proved. */
    Mono<Void> consume(Phone phone, Purpose purpose, String code) {
        List<String> arguments = List.of(
                hashed(phone, purpose, code), String.valueOf(settings.codes().wrongTries()));
        return RedisCalls.call(redis.execute(CONSUME, List.of(key(phone, purpose)), arguments), settings.redisTimeout())
                .onErrorMap(Exception.class, failure -> Refusal.of(RefusalCode.BUSY))
                .filter(message -> !message.isEmpty())
                .switchIfEmpty(Mono.error(() -> Refusal.of(RefusalCode.CODE_WRONG)))
                .flatMap(message -> messages.verified(UUID.fromString(message)));
    }

    private String key(Phone phone, Purpose purpose) {
        return "sms-code:{" + hash.of("sms-code-key", purpose + "\n" + phone.e164()) + "}";
    }

    private String hashed(Phone phone, Purpose purpose, String code) {
        return hash.of("sms-code", purpose + "\n" + phone.e164() + "\n" + code);
    }
}
