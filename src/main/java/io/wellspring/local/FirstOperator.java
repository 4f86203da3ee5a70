package io.wellspring.local;

import reactor.core.publisher.Mono;

/** Who can make the first operator, so that a fresh run can be administered. */
@FunctionalInterface
interface FirstOperator {

    /** Makes the operator only if there is none yet, and tells whether it did. */
    Mono<Boolean> ensure(String name, String password);
}
