package io.wellspring.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a bench found, printed and kept in {@code target/bench}. */
final class Table {

    private final String name;
    private final List<String> lines = new ArrayList<>();

    /** @param header its columns, separated by bars */
    Table(String name, String header) {
        this.name = name;
        lines.add("| " + header + " |");
        lines.add("|" + "---|".repeat(header.split("\\|").length));
    }

    void row(String format, Object... values) {
        String line = "| " + String.format(Locale.ROOT, format, values) + " |";
        lines.add(line);
        System.out.println(line);
    }

    void write() throws IOException {
        Path file = Path.of("target", "bench", name + ".md");
        Files.createDirectories(file.getParent());
        Files.write(file, lines);
        System.out.println("\n" + String.join("\n", lines) + "\n\nwritten to " + file);
    }
}
