package io.wellspring.plan.register;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The versions of one plan's parameters as they stand at one point of its log. It grows with the commands that are
 * decided, so that a command is decided on what those before it made, also within one batch and in a replay.
 */
public final class Timetable {

    private static final Comparator<PlanVersion> BY_DAY =
            Comparator.comparing(PlanVersion::effectiveDay).thenComparing(PlanVersion::number);

    private final NavigableMap<Integer, PlanVersion> versions = new TreeMap<>();
    private final Set<Integer> withdrawn = new TreeSet<>();

    /** @param withdrawn numbers of those versions that do not come into force */
    public Timetable(Collection<PlanVersion> versions, Collection<Integer> withdrawn) {
        versions.forEach(this::add);
        this.withdrawn.addAll(withdrawn);
    }

    public static Timetable ofRecorded(Collection<RecordedVersion> recorded) {
        return new Timetable(
                recorded.stream().map(RecordedVersion::version).toList(),
                recorded.stream()
                        .filter(version -> version.withdrawal() != null)
                        .map(version -> version.version().number())
                        .toList());
    }

    public void add(PlanVersion version) {
        versions.put(version.number(), version);
    }

    public void withdraw(int number) {
        withdrawn.add(number);
    }

    public int nextNumber() {
        return versions.isEmpty() ? 1 : versions.lastKey() + 1;
    }

    public @Nullable PlanVersion numbered(int number) {
        return versions.get(number);
    }

    public boolean isWithdrawn(int number) {
        return withdrawn.contains(number);
    }

    /** The version that serves on a day: of those that begin by then, the newest of the latest day. */
    public PlanVersion on(LocalDate day) {
        PlanVersion serving = standing().stream()
                .filter(version -> !version.effectiveDay().isAfter(day))
                .max(BY_DAY)
                .orElse(null);
        return Objects.requireNonNull(serving, "a plan without parameters");
    }

    /** The numbers of the versions that begin after a day and were there before a new one of that number. */
    public List<Integer> after(LocalDate day, int newNumber) {
        return standing().stream()
                .filter(version -> version.effectiveDay().isAfter(day) && version.number() < newNumber)
                .map(PlanVersion::number)
                .toList();
    }

    private Collection<PlanVersion> standing() {
        return versions.values().stream()
                .filter(version -> !withdrawn.contains(version.number()))
                .toList();
    }
}
