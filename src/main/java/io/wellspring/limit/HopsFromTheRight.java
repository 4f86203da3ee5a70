package io.wellspring.limit;

import java.util.List;
import java.util.Optional;

/** The entries of all lines of a header as one list, from the last to the first, each cut out only when it is asked for. */
final class HopsFromTheRight {

    private final List<String> lines;
    private int line;
    private int end;

    HopsFromTheRight(List<String> lines) {
        this.lines = lines;
        this.line = lines.size();
        this.end = -1;
    }

    Optional<String> next() {
        if (end < 0 && line == 0) {
            return Optional.empty();
        }
        if (end < 0) {
            line--;
            end = lines.get(line).length();
        }
        String text = lines.get(line);
        int comma = text.lastIndexOf(',', end - 1);
        String entry = text.substring(comma + 1, end).strip();
        end = comma;
        return Optional.of(entry);
    }
}
