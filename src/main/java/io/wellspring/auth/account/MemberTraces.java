package io.wellspring.auth.account;

import io.wellspring.auth.password.Passwords;
import io.wellspring.auth.session.StandingSessions;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What signing in keeps of a person, and erases when the person leaves; in the caller's transaction. */
@Component
class MemberTraces {

    private final Passwords passwords;
    private final StandingSessions sessions;

    MemberTraces(Passwords passwords, StandingSessions sessions) {
        this.passwords = passwords;
        this.sessions = sessions;
    }

    Mono<Void> erase(long memberId) {
        return passwords.erase(memberId).then(sessions.forgetTraces(memberId));
    }
}
