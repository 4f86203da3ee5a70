package io.wellspring.auth.challenge;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** For an installation without a provider of challenges: whoever is asked for one has to wait. */
@Component
@ConditionalOnProperty(name = "wellspring.auth.challenge.provider", havingValue = "none", matchIfMissing = true)
class NoChallenge implements Challenge {

    @Override
    public Mono<Boolean> isSolved(String answer) {
        return Mono.just(false);
    }
}
