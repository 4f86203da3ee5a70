package io.wellspring.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What windows should do, as a plain list of events, each known to have happened between two looks at Redis's clock. */
final class WindowModel {

    private record Event(long earliest, long latest) {}

    private final List<Window> windows;
    private final List<Event> events = new ArrayList<>();
    private long passed;

    WindowModel(List<Window> windows) {
        this.windows = windows;
    }

    void pass(Duration time) {
        passed += time.toMillis() * 1_000;
    }

    int sent() {
        return events.size();
    }

    /** Holds an answer against what it had to be; within the uncertainty of the clock at an edge, either is right. */
    void told(long before, long after, boolean sent) {
        Event now = new Event(before + passed, after + passed);
        if (sent) {
            assertThat(windows).noneMatch(window -> isSurelyFull(window, now));
            events.add(now);
        } else {
            assertThat(windows).anyMatch(window -> !surelyHasRoom(window, now));
        }
    }

    private boolean isSurelyFull(Window window, Event now) {
        return events.stream()
                        .filter(event -> event.earliest() + micros(window) > now.latest())
                        .count()
                >= window.limit();
    }

    private boolean surelyHasRoom(Window window, Event now) {
        return events.stream()
                        .filter(event -> event.latest() + micros(window) > now.earliest())
                        .count()
                < window.limit();
    }

    private static long micros(Window window) {
        return window.length().toMillis() * 1_000;
    }
}
