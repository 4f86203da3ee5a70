package io.wellspring.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The kills of a test, and in the middle of what each of them came. */
final class Kills {

    private static final int IN_ALL = Integer.getInteger("wellspring.kills", 4);
    private static final int TESTS = 2;

    private final List<Scene> scenes = new ArrayList<>();

    /** How many each test makes: its part of {@code -Dwellspring.kills=…}. */
    static int eachTest() {
        return Math.max(1, IN_ALL / TESTS);
    }

    void add(Scene scene) {
        scenes.add(scene);
    }

    void assertSomeCameInTheMiddle() {
        System.out.println(this);
        assertThat(scenes).anyMatch(Scene::isInTheMiddle);
    }

    @Override
    public String toString() {
        return "%d kills: %d in the middle of something; %d with commands pending, %d in a writer's transaction, %d in a caller's"
                .formatted(
                        scenes.size(),
                        count(Scene::isInTheMiddle),
                        count(scene -> scene.pending() > 0),
                        count(scene -> scene.writing() > 0),
                        count(scene -> scene.appending() > 0));
    }

    private long count(Predicate<Scene> kind) {
        return scenes.stream().filter(kind).count();
    }
}
