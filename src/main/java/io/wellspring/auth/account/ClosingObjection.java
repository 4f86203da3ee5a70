package io.wellspring.auth.account;

import reactor.core.publisher.Mono;

/** The door to rooms that know why a member should not leave yet; this room cannot look into theirs. */
public interface ClosingObjection {

    /** Refuses with ACCOUNT_HOLDS_VALUE, and the assets as a detail, what a member would give up by leaving. */
    Mono<Void> raise(long memberId);
}
