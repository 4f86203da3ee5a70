package io.wellspring.plan.loop.rules;

import io.wellspring.value.Rate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parameters of LOOP plans as tests write them: the defaults, but for what is named. */
public final class Rules {

    private static final Set<String> NAMES = Set.of(
            "quotaMultiple",
            "referralQuotaRate",
            "spendPerShare",
            "referralShareRate",
            "weightedRate",
            "weightBy",
            "levels",
            "levelSplit");

    private Rules() {}

    /** {@code rules("weightBy", "QUOTA", "levels", "V1 0 0.01, V2 11 0.02")}; no levels are "". */
    public static LoopParameters rules(String... namesAndValues) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (!NAMES.contains(namesAndValues[i])) {
                throw new IllegalArgumentException("no such parameter: " + namesAndValues[i]);
            }
            given.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new LoopParameters(
                rate(given.get("quotaMultiple")),
                rate(given.get("referralQuotaRate")),
                rate(given.get("spendPerShare")),
                rate(given.get("referralShareRate")),
                rate(given.get("weightedRate")),
                given.containsKey("weightBy") ? WeightBy.valueOf(given.get("weightBy")) : null,
                given.containsKey("levels") ? levels(given.get("levels")) : null,
                given.containsKey("levelSplit") ? LevelSplit.valueOf(given.get("levelSplit")) : null);
    }

    private static List<Level> levels(String text) {
        return Arrays.stream(text.split(", *"))
                .filter(level -> !level.isEmpty())
                .map(level -> level.split(" "))
                .map(parts -> new Level(parts[0], Rate.of(parts[1]), Rate.of(parts[2])))
                .toList();
    }

    private static @Nullable Rate rate(@Nullable String text) {
        return text == null ? null : Rate.of(text);
    }
}
