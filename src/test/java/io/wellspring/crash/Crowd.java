package io.wellspring.crash;

import io.wellspring.testing.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Senders at work at the same time. */
final class Crowd {

    private static final int AT_ONCE = 4;

    private final Sender sender;
    private final List<CompletableFuture<List<Step>>> sending;

    private Crowd(Sender sender, List<CompletableFuture<List<Step>>> sending) {
        this.sender = sender;
        this.sending = sending;
    }

    /** Every mall and some members, each acting on their own; so many steps in all. */
    static Crowd of(Supplier<Optional<String>> address, Told told, String name, long seed, int steps) {
        World world = Ground.world();
        List<List<Step>> scripts = new ArrayList<>();
        for (Platform.Mall mall : world.malls()) {
            String script = name + "-mall" + scripts.size();
            scripts.add(new Script(world, script, seed).ordersOf(mall, steps / AT_ONCE));
        }
        scripts.add(new Script(world, name + "-members", seed).redemptions(steps / AT_ONCE));
        return start(address, told, scripts);
    }

    /** Those who act out these scripts, one after the other where there are more than threads. */
    static Crowd start(Supplier<Optional<String>> address, Told told, List<List<Step>> scripts) {
        Sender sender = new Sender(address, told);
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        List<CompletableFuture<List<Step>>> sending = scripts.stream()
                .map(script -> CompletableFuture.supplyAsync(() -> sender.send(script), threads))
                .toList();
        threads.shutdown();
        return new Crowd(sender, sending);
    }

    /** Waits until so many steps are done, and so much longer. */
    void whenSettled(int steps, int andMicros) {
        Await.until(steps + " steps", () -> sender.settled() >= steps || isDone());
        LockSupport.parkNanos(1000L * andMicros);
    }

    int settled() {
        return sender.settled();
    }

    boolean isDone() {
        return sending.stream().allMatch(CompletableFuture::isDone);
    }

    /** Lets everybody finish what they are at and begin nothing new. */
    Crowd stop() {
        sender.stop();
        return this;
    }

    /** Waits for all of them. @return what they have done */
    List<List<Step>> join() {
        return sending.stream().map(CompletableFuture::join).toList();
    }
}
