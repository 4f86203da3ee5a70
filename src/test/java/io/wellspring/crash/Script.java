package io.wellspring.crash;

import io.wellspring.testing.Api;
import io.wellspring.testing.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What malls and members do, at random and the same again for the same seed. */
final class Script {

    private static final int MOST_LINES = 12;

    private final World world;
    private final Random random;
    private final String name;
    private int written;

    /** @param name with which the ids of everything in it begin */
    Script(World world, String name, long seed) {
        this.world = world;
        this.random = new Random(seed * 31 + name.hashCode());
        this.name = name;
    }

    /** Whatever comes, one after the other. */
    List<Step> next(int steps) {
        return Stream.generate(this::step).limit(steps).toList();
    }

    /** Requests of one mall. */
    List<Step> ordersOf(Platform.Mall mall, int steps) {
        return Stream.<Step>generate(() -> orders(mall, 1 + random.nextInt(MOST_LINES)))
                .limit(steps)
                .toList();
    }

    /** Sales by members, and by nobody else. */
    List<Step> redemptions(int steps) {
        return Stream.<Step>generate(this::redemption).limit(steps).toList();
    }

    private Step step() {
        return random.nextInt(3) == 0 ? redemption() : orders(any(world.malls()), 1 + random.nextInt(MOST_LINES));
    }

    private Step.Orders orders(Platform.Mall mall, int lines) {
        return new Step.Orders(
                mall, IntStream.range(0, lines).mapToObj(n -> line()).toList());
    }

    private Step.Redemption redemption() {
        long units = 1 + random.nextLong(1L << (14 + random.nextInt(12)));
        return new Step.Redemption(
                any(world.members()),
                id(),
                any(world.equity()),
                "%d.%06d".formatted(units / 1_000_000, units % 1_000_000));
    }

    private Step.Orders.Line line() {
        long fen = 1 + random.nextLong(10L << random.nextInt(16));
        Api.Joined member = any(world.members());
        return new Step.Orders.Line(id(), member, somePlans(), "%d.%02d".formatted(fen / 100, fen % 100));
    }

    private List<String> somePlans() {
        List<String> plans = new ArrayList<>(world.plans());
        plans.remove(random.nextInt(plans.size()));
        return random.nextBoolean() ? plans : List.of(plans.get(0));
    }

    private String id() {
        return name + "-" + ++written;
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
