package io.wellspring.auth;

import io.wellspring.member.Phone;
import io.wellspring.refusal.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Proves a number by the code that was sent to it. Tries are bounded by their address, before the code is looked at; a proved number forgets its failed passwords, so that no stranger keeps a member out (design, section 6).
 */
@Component
class CodeProofs {

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
     * @param address where the code came from
     * @throws Refusal CODE_WRONG, TOO_MANY_TRIES, or BUSY where Redis is away
     */
    Mono<Void> prove(Phone phone, Purpose purpose, String code, String address) {
        Mono<Boolean> looked = codes.consume(phone, purpose, code).thenReturn(true);
        return guesses.bounded(Claim.code(phone), address, looked)
                .flatMap(proved -> guesses.forget(Claim.password(phone), address))
                .onErrorResume(CodeProofs::isAccident, CodeProofs::stillProved);
    }

    /** Looks at a code and leaves it to be used up once all else is ready. Refuses as above. */
    Mono<Void> look(Phone phone, Purpose purpose, String code, String address) {
        return guesses.bounded(
                        Claim.code(phone),
                        address,
                        codes.check(phone, purpose, code).thenReturn(true))
                .then();
    }

    private static boolean isAccident(Throwable failure) {
        return failure instanceof Exception && !(failure instanceof Refusal);
    }

    private static Mono<Void> stillProved(Throwable failure) {
        log.warn("failed tries were not forgotten: {}", failure.toString());
        return Mono.empty();
    }
}
