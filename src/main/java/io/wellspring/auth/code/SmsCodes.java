package io.wellspring.auth.code;

import io.wellspring.auth.caller.AuthSettings;
import io.wellspring.auth.caller.KeyedHash;
import io.wellspring.auth.challenge.GuessRefusal;
import io.wellspring.limit.RedisCalls;
import io.wellspring.member.Phone;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import io.wellspring.sms.SmsMessage;
import io.wellspring.sms.TextMessages;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The codes that are on their way: one per number and purpose, kept as a keyed hash, used once, burnt by wrong tries.
 */
@Component
public class SmsCodes {

    private static final RedisScript<Long> KEEP = RedisCalls.script("keep-code", Long.class);
    private static final RedisScript<Long> TAKE_BACK = RedisCalls.script("take-back-code", Long.class);
    private static final RedisScript<Long> CHECK = RedisCalls.script("check-code", Long.class);
    private static final RedisScript<String> CONSUME = RedisCalls.script("consume-code", String.class);

    private final ReactiveStringRedisTemplate redis;
    private final KeyedHash hash;
    private final TextMessages messages;
    private final CodeMeters meters;
    private final AuthSettings settings;

    public SmsCodes(
            ReactiveStringRedisTemplate redis,
            KeyedHash hash,
            TextMessages messages,
            CodeMeters meters,
            AuthSettings settings) {
        this.redis = redis;
        this.hash = hash;
        this.messages = messages;
        this.meters = meters;
        this.settings = settings;
    }

    /** While keys change, the code before may stand under another one: it is taken away first. */
    public Mono<Void> keep(Phone phone, Purpose purpose, SmsMessage message) {
        List<String> places = places(phone, purpose);
        String code = Objects.requireNonNull(message.code());
        long lifeMillis = Duration.ofSeconds(settings.codes().lifeSeconds()).toMillis();
        List<String> arguments = List.of(
                hashes(phone, purpose, code).get(0),
                String.valueOf(lifeMillis),
                message.id().toString());
        return Flux.fromIterable(places.subList(1, places.size()))
                .concatMap(place -> RedisCalls.call(redis.delete(place), settings.redisTimeout()))
                .then(RedisCalls.call(
                        redis.execute(KEEP, withBefore(places.get(0)), arguments), settings.redisTimeout()))
                .then();
    }

    /** Undoes {@link #keep} for a message that was surely not sent: the code before it is good again. */
    Mono<Void> takeBack(Phone phone, Purpose purpose, SmsMessage message) {
        List<String> place = withBefore(places(phone, purpose).get(0));
        return RedisCalls.call(
                        redis.execute(TAKE_BACK, place, List.of(message.id().toString())), settings.redisTimeout())
                .then();
    }

    /**
     * Finds the purpose that a code was sent for and leaves the code to be consumed, so that it is not used up where
     * something else is refused. A wrong one counts against the codes of all these purposes, and in figures for the first.
     *
     * @throws Refusal CODE_WRONG, or BUSY where Redis is away
     */
    Mono<Purpose> check(Phone phone, List<Purpose> purposes, String code) {
        return Flux.fromIterable(purposes)
                .concatMap(purpose -> matching(phone, purpose, code), 1)
                .next()
                .switchIfEmpty(Mono.error(() -> Refusal.of(GuessRefusal.CODE_WRONG)))
                .doOnError(failure -> meters.failed(purposes.get(0), failure));
    }

    private Mono<Purpose> matching(Phone phone, Purpose purpose, String code) {
        return look(CHECK, phone, purpose, code)
                .filter(right -> right == 1)
                .next()
                .map(right -> purpose);
    }

    /** Uses the code up, or refuses it with CODE_WRONG; without Redis nothing is proved. */
    public Mono<Void> consume(Phone phone, Purpose purpose, String code) {
        return look(CONSUME, phone, purpose, code)
                .filter(message -> !message.isEmpty())
                .next()
                .switchIfEmpty(Mono.error(() -> Refusal.of(GuessRefusal.CODE_WRONG)))
                .doOnNext(message -> meters.verified(purpose))
                .doOnError(failure -> meters.failed(purpose, failure))
                .flatMap(message -> messages.verified(UUID.fromString(message)));
    }

    /** While keys change a code may stand under any of them; the answers come as they are looked at, one by one. */
    private <T> Flux<T> look(RedisScript<T> script, Phone phone, Purpose purpose, String code) {
        String tries = String.valueOf(settings.codes().wrongTries());
        return Flux.fromIterable(places(phone, purpose))
                .zipWithIterable(hashes(phone, purpose, code))
                .map(look -> redis.execute(script, List.of(look.getT1()), List.of(look.getT2(), tries)))
                .concatMap(asked -> RedisCalls.call(asked, settings.redisTimeout()), 1)
                .onErrorMap(Exception.class, failure -> Refusal.of(GeneralRefusal.BUSY));
    }

    /** One for each key of ours; the first is where codes are kept now. */
    private List<String> places(Phone phone, Purpose purpose) {
        return hash.all("sms-code-key", purpose + "\n" + phone.e164()).stream()
                .map(name -> "sms-code:{" + name + "}")
                .toList();
    }

    /** And where the code before is kept aside. */
    private static List<String> withBefore(String place) {
        return List.of(place, place + ":before");
    }

    private List<String> hashes(Phone phone, Purpose purpose, String code) {
        return hash.all("sms-code", purpose + "\n" + phone.e164() + "\n" + code);
    }
}
