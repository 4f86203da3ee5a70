package io.wellspring.crash;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Two nodes on one database. */
final class Cluster implements AutoCloseable {

    private final Replica one;
    private final Replica two;
    private final AtomicInteger turn = new AtomicInteger();

    private Cluster(Replica one, Replica two) {
        this.one = one;
        this.two = two;
    }

    static Cluster ofTwo(Ground.Database database) throws IOException, InterruptedException {
        return ofTwo(database, Map.of());
    }

    static Cluster ofTwo(Ground.Database database, Map<String, String> settings)
            throws IOException, InterruptedException {
        CompletableFuture<Replica> other = CompletableFuture.supplyAsync(() -> start(Ground.TWO, database, settings));
        Replica one = Replica.start(Ground.ONE, database, settings);
        return new Cluster(one, other.join());
    }

    Replica one() {
        return one;
    }

    Replica two() {
        return two;
    }

    Replica any(Random random) {
        return random.nextBoolean() ? one : two;
    }

    /** One of those that are there, in turns. */
    Optional<String> address() {
        Replica next = turn.incrementAndGet() % 2 == 0 ? one : two;
        Replica other = next == one ? two : one;
        return next.address().or(other::address);
    }

    /** Every mall and some members, each acting on their own, all at the same time. */
    Crowd crowd(Told told, String name, long seed, int steps) {
        return Crowd.of(this::address, told, name, seed, steps);
    }

    /** Those who act out these scripts, one thread each. */
    Crowd crowd(Told told, List<List<Step>> scripts) {
        return Crowd.start(this::address, told, scripts);
    }

    @Override
    public void close() {
        one.close();
        two.close();
    }

    private static Replica start(String user, Ground.Database database, Map<String, String> settings) {
        try {
            return Replica.start(user, database, settings);
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
