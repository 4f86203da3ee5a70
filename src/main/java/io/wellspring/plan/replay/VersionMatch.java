package io.wellspring.plan.replay;

import io.wellspring.plan.kind.Decisions;
import io.wellspring.plan.register.AddedVersion;
import io.wellspring.plan.register.RecordedVersion;
import io.wellspring.plan.register.WithdrawnVersion;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Holds the versions that a replayed log makes and takes back against those that are kept. */
final class VersionMatch {

    private final ReplayFindings findings;
    private final JsonMapper json;
    private final Map<Integer, AddedVersion> added = new TreeMap<>();
    private final Map<Integer, WithdrawnVersion> withdrawn = new TreeMap<>();

    VersionMatch(ReplayFindings findings, JsonMapper json) {
        this.findings = findings;
        this.json = json;
    }

    /** Takes what a stretch of the log made. */
    void expect(Decisions batch) {
        batch.added().forEach(version -> added.put(version.version().number(), version));
        batch.withdrawn().forEach(version -> withdrawn.put(version.number(), version));
    }

    /** @param kept all versions but the first, which no command makes */
    void compare(List<RecordedVersion> kept) {
        Map<Integer, RecordedVersion> found = new TreeMap<>();
        kept.forEach(version -> found.put(version.version().number(), version));
        TreeSet<Integer> numbers = new TreeSet<>(found.keySet());
        numbers.addAll(added.keySet());
        numbers.forEach(number -> compare(number, added.get(number), found.get(number)));
    }

    private void compare(int number, @Nullable AddedVersion expected, @Nullable RecordedVersion found) {
        if (!isSame(expected, found)) {
            findings.version(
                    expected == null ? null : expected.position(),
                    number,
                    expected == null ? null : expected.version(),
                    found == null ? null : found.version());
        }
        WithdrawnVersion taken = withdrawn.get(number);
        RecordedVersion.Withdrawal kept = found == null ? null : found.withdrawal();
        if (!isSame(taken, kept)) {
            findings.withdrawal(number, taken, kept);
        }
    }

    /** Older versions do not say which command made them. */
    private boolean isSame(@Nullable AddedVersion expected, @Nullable RecordedVersion found) {
        return expected != null
                && found != null
                && (found.position() == null || found.position() == expected.position())
                && Objects.equals(found.basedOn(), expected.basedOn())
                && found.version().effectiveDay().equals(expected.version().effectiveDay())
                && json.readTree(found.version().parameters())
                        .equals(json.readTree(expected.version().parameters()));
    }

    private static boolean isSame(@Nullable WithdrawnVersion expected, RecordedVersion.@Nullable Withdrawal found) {
        return expected == null
                ? found == null
                : found != null
                        && found.position() == expected.position()
                        && found.reason().equals(expected.reason());
    }
}
