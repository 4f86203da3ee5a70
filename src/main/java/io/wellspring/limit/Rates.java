package io.wellspring.limit;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisScriptingAsyncCommands;
import io.wellspring.patience.Patience;
import io.wellspring.refusal.RateLimit;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * How fast each may call: an allowance that empties with every request and fills at a steady pace, shared by all nodes
 * and counted on Redis's clock in one round trip. It guards neither value nor messages, so a request passes where Redis
 * cannot be asked.
 */
@Component
public class Rates {

    private static final Logger log = LoggerFactory.getLogger(Rates.class);

    /** Text and name are taken out once, for the script itself gives its name under a lock, where event loops meet. */
    private static final RedisScript<String> TAKE = RedisCalls.script("take-rate", String.class);

    private static final String TEXT = TAKE.getScriptAsString();
    private static final String NAME = TAKE.getSha1();

    private final QuickRedis redis;
    private final LimitSettings.Rates settings;
    private final LimitMeters meters;
    private final Pause pause;

    Rates(QuickRedis redis, LimitSettings settings, LimitMeters meters) {
        this.redis = redis;
        this.settings = settings.rates();
        this.meters = meters;
        this.pause = new Pause(this.settings.pause());
    }

    /** Counts one request of this subject. Never fails, and never waits long. */
    public Mono<Allowance> take(RatedBy by, String subject) {
        return Mono.defer(() -> pause.mayAsk() ? ask(by, subject) : uncounted());
    }

    private Mono<Allowance> ask(RatedBy by, String subject) {
        CallRate rate = CallRate.of(by, settings);
        String[] key = {"rate:{" + rate.name() + ":" + subject + "}"};
        return redis.commands()
                .flatMap(commands -> run(commands, key, rate.costMicros(), rate.burst()))
                .as(Patience.atMost(settings.timeout()))
                .map(answer -> read(answer, rate))
                .doOnNext(allowance -> pause.answered())
                .onErrorResume(Exception.class, this::away);
    }

    /** By its name, which Redis knows from the first time on; a Redis that has forgotten it is told it again. */
    private static Mono<List<Long>> run(
            RedisScriptingAsyncCommands<String, String> commands, String[] key, String... arguments) {
        return Mono.fromCompletionStage(
                        () -> commands.<List<Long>>evalsha(NAME, ScriptOutputType.MULTI, key, arguments))
                .onErrorResume(
                        RedisNoScriptException.class,
                        forgotten -> Mono.fromCompletionStage(
                                () -> commands.<List<Long>>eval(TEXT, ScriptOutputType.MULTI, key, arguments)));
    }

    private Allowance read(List<Long> answer, CallRate rate) {
        boolean passes = answer.get(0) == 1;
        if (!passes) {
            meters.refused(rate.name());
        }
        RateLimit limit = new RateLimit(rate.requests(), answer.get(1), micros(answer.get(2)));
        return new Allowance(passes, limit, micros(answer.get(3)));
    }

    private Mono<Allowance> away(Exception failure) {
        pause.failed();
        log.debug("requests are not counted for a moment: {}", failure.toString());
        return uncounted();
    }

    private Mono<Allowance> uncounted() {
        meters.unavailable();
        return Mono.just(Allowance.UNCOUNTED);
    }

    private static Duration micros(long micros) {
        return Duration.of(micros, ChronoUnit.MICROS);
    }
}
