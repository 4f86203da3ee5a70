package io.wellspring.auth.code;

import io.wellspring.auth.caller.Origin;
import io.wellspring.auth.challenge.Guesses;
import io.wellspring.auth.challenge.TriedName;
import io.wellspring.member.Phone;
import io.wellspring.refusal.Refusal;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Proves a number by the code that was sent to it. Tries are bounded by their address, before the code is looked at; a
 * proved number forgets its failed passwords, so that no stranger keeps a member out.
 */
@Component
public class CodeProofs {

    private static final Logger log = LoggerFactory.getLogger(CodeProofs.class);

    private final SmsCodes codes;
    private final Guesses guesses;

    CodeProofs(SmsCodes codes, Guesses guesses) {
        this.codes = codes;
        this.guesses = guesses;
    }

    /**
     * Uses the code up.
     *
     * @throws Refusal CODE_WRONG, TOO_MANY_TRIES, CHALLENGE_REQUIRED, CHALLENGE_FAILED, or BUSY where Redis is away
     */
    public Mono<Void> prove(Phone phone, Purpose purpose, String code, Origin origin) {
        Mono<Boolean> used = codes.consume(phone, purpose, code).thenReturn(true);
        return proved(phone, origin, used).then();
    }

    /**
     * Uses up a right code of one of these purposes, but only when all else is ready: it is not lost where that fails.
     * What all else tells of the number is told to its holder alone, for it comes after the look at the code. Refuses as
     * above; of several calls with one code that get so far, all but one with CODE_WRONG.
     */
    public <T> Mono<T> prove(Phone phone, List<Purpose> purposes, String code, Origin origin, Mono<T> allElse) {
        Mono<T> used = codes.check(phone, purposes, code)
                .flatMap(purpose -> allElse.flatMap(
                        ready -> codes.consume(phone, purpose, code).thenReturn(ready)));
        return proved(phone, origin, used);
    }

    /** Looks at a code and leaves it to be used up once all else is ready. Refuses as above. */
    public Mono<Void> look(Phone phone, Purpose purpose, String code, Origin origin) {
        return guesses.bounded(TriedName.code(phone), origin, codes.check(phone, List.of(purpose), code))
                .then();
    }

    private <T> Mono<T> proved(Phone phone, Origin origin, Mono<T> used) {
        return guesses.bounded(TriedName.code(phone), origin, used)
                .flatMap(ready -> forgetFailures(phone, origin).thenReturn(ready));
    }

    private Mono<Void> forgetFailures(Phone phone, Origin origin) {
        return guesses.forget(TriedName.password(phone), origin.address())
                .onErrorResume(CodeProofs::isAccident, CodeProofs::stillProved);
    }

    private static boolean isAccident(Throwable failure) {
        return failure instanceof Exception && !(failure instanceof Refusal);
    }

    private static Mono<Void> stillProved(Throwable failure) {
        log.warn("failed tries were not forgotten: {}", failure.toString());
        return Mono.empty();
    }
}
