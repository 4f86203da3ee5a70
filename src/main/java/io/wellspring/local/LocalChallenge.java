package io.wellspring.local;

import io.wellspring.auth.challenge.Challenge;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A challenge that apps can try out with nobody to ask: the answer "solved" is right. */
@Component
@Profile("local")
@ConditionalOnProperty(name = "wellspring.auth.challenge.provider", havingValue = "local")
class LocalChallenge implements Challenge {

    private static final String ANSWER = "solved";

    @Override
    public Mono<Boolean> isSolved(String answer) {
        return Mono.just(answer.equals(ANSWER));
    }
}
