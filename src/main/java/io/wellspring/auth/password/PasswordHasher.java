package io.wellspring.auth.password;

import io.wellspring.auth.caller.AuthSettings;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Argon2id on threads of its own, few and with a short queue: whoever does not fit in is refused with BUSY at once,
 * so that a storm of sign-ins cannot take the node's cores and memory.
 */
@Component
public class PasswordHasher {

    /** Parameters as OWASP recommends them: 19 MiB, 2 passes, 1 lane. */
    private final Argon2PasswordEncoder argon2 = new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2);
    /** No password has this hash; comparing with it takes as long as with any other. */
    private static final String NOBODY = "$argon2id$v=19$m=19456,t=2,p=1$" + "A".repeat(22) + "$" + "A".repeat(43);

    private final Scheduler threads;
    private final Duration timeout;

    public PasswordHasher(AuthSettings settings) {
        AuthSettings.Passwords limits = settings.passwords();
        this.timeout = Duration.ofSeconds(limits.timeoutSeconds());
        // Reactor's own scheduler: to hand it work never waits for a lock, as a plain queue's door can.
        this.threads = Schedulers.newBoundedElastic(limits.threads(), limits.queuePerThread(), "passwords", 60, true);
    }

    public Mono<String> hash(String password) {
        return onItsThreads(() -> argon2.encode(password));
    }

    /** Whether the password has this hash; where there is no hash it takes the same time to say no. */
    public Mono<Boolean> matches(String password, @Nullable String hash) {
        return onItsThreads(() -> argon2.matches(password, hash == null ? NOBODY : hash) && hash != null);
    }

    public @PreDestroy void stop() {
        threads.dispose();
    }

    private <T> Mono<T> onItsThreads(Callable<T> work) {
        return Mono.fromCallable(work)
                .subscribeOn(threads)
                .timeout(timeout)
                .onErrorMap(PasswordHasher::isTooMuch, tooMuch -> Refusal.of(GeneralRefusal.BUSY));
    }

    private static boolean isTooMuch(Throwable failure) {
        return failure instanceof RejectedExecutionException || failure instanceof TimeoutException;
    }
}
