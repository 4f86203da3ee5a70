package io.wellspring.plan.release.rules;

import io.wellspring.value.Rate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Parameters of RELEASE plans as tests write them: the defaults, but for what is named. */
public final class Rules {

    private static final Set<String> NAMES =
            Set.of("tiers", "dailyRate", "generations", "stars", "peerRate", "peerDepth");

    private Rules() {}

    /** {@code rules("tiers", "small 100 2, large 1000 3", "stars", "one 5000 0.10", "generations", "0.50, 0.30")}. */
    public static ReleaseParameters rules(String... namesAndValues) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (!NAMES.contains(namesAndValues[i])) {
                throw new IllegalArgumentException("no such parameter: " + namesAndValues[i]);
            }
            given.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new ReleaseParameters(
                steps(given.get("tiers"), parts -> new Tier(parts[0], Rate.of(parts[1]), Rate.of(parts[2]))),
                given.containsKey("dailyRate") ? Rate.of(given.get("dailyRate")) : null,
                steps(given.get("generations"), parts -> Rate.of(parts[0])),
                steps(given.get("stars"), parts -> new Star(parts[0], Rate.of(parts[1]), Rate.of(parts[2]))),
                given.containsKey("peerRate") ? Rate.of(given.get("peerRate")) : null,
                given.containsKey("peerDepth") ? Integer.valueOf(given.get("peerDepth")) : null);
    }

    private static <T> @Nullable List<T> steps(@Nullable String text, Function<String[], T> step) {
        return text == null
                ? null
                : Arrays.stream(text.split(", *"))
                        .filter(part -> !part.isEmpty())
                        .map(part -> step.apply(part.split(" ")))
                        .toList();
    }
}
