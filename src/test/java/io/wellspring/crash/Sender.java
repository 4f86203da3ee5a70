package io.wellspring.crash;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Sends one thing after the other, each again and again under its own id until it is answered. */
final class Sender {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BEFORE_THE_NEXT_TRY = Duration.ofMillis(20);

    private final Caller caller = new Caller();
    private final Supplier<Optional<String>> address;
    private final Told told;
    private final AtomicInteger settled = new AtomicInteger();
    private volatile boolean stopped;

    /** @param address of a node, asked for before each try; empty while none is there */
    Sender(Supplier<Optional<String>> address, Told told) {
        this.address = address;
        this.told = told;
    }

    /** @return those that it has done: all, unless it was stopped */
    List<Step> send(List<Step> steps) {
        return steps.stream().takeWhile(step -> !stopped).peek(this::send).toList();
    }

    /** Lets it begin nothing new. */
    void stop() {
        stopped = true;
    }

    void send(Step step) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isSettled(step)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Never answered: " + step);
            }
            LockSupport.parkNanos(BEFORE_THE_NEXT_TRY.toNanos());
        }
        settled.incrementAndGet();
    }

    /** How many steps it has done. */
    int settled() {
        return settled.get();
    }

    private boolean isSettled(Step step) {
        return address.get().map(here -> isSettled(step, here)).orElse(false);
    }

    private boolean isSettled(Step step, String here) {
        try {
            Caller.Answer answer = caller.call(step.at(here));
            if (answer.isBusy()) {
                told.busy();
            }
            return step.isSettledBy(answer, told);
        } catch (IOException gone) {
            told.nothing();
            return false;
        } catch (InterruptedException given) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted at " + step, given);
        }
    }
}
