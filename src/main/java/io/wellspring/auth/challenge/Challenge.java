package io.wellspring.auth.challenge;

import reactor.core.publisher.Mono;

/**
 * The door to a provider of challenges that people solve and programs do not. The setting
 * {@code wellspring.auth.challenge.provider} chooses which.
 */
public interface Challenge {

    /**
     * Whether this is the answer of a solved challenge, which the provider accepts once.
     *
     * @param answer as the app got it from the provider
     */
    Mono<Boolean> isSolved(String answer);
}
