package io.wellspring.pulse;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** Something that goes on from the application's start to its stop, and says so loudly should it ever end before. */
public abstract class Loop implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Loop.class);

    private volatile @Nullable Disposable running;

    /** The work without end, made anew at each start. */
    protected abstract Flux<?> work();

    @Override
    public void start() {
        running = work().subscribe(
                        done -> {},
                        accident -> log.error("{} has ended by an accident", this, accident),
                        () -> log.error("{} has ended by itself", this));
    }

    @Override
    public void stop() {
        Disposable current = running;
        running = null;
        if (current != null) {
            current.dispose();
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }
}
