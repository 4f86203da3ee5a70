package io.wellspring.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Every secret that went over the wire in the tests of a run, to be looked for where it must not be. */
public final class SeenSecrets {

    public static final Path FILE = Path.of("target", "suite", "secrets.txt");

    private static final List<String> FIELDS = List.of(
            "password", "newPassword", "oldPassword", "accessToken", "refreshToken", "clientSecret", "challenge");
    /** Shorter ones, such as the common passwords that are refused, are words that a log may well contain. */
    private static final int SHORTEST = 12;

    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(SeenSecrets::write));
    }

    private SeenSecrets() {}

    static void inMessage(@Nullable String code) {
        if (code != null) {
            SEEN.add(code);
        }
    }

    static void inAnswer(JsonNode body) {
        FIELDS.forEach(field -> note(body.path(field).asString("")));
    }

    static void inRequest(@Nullable Object body) {
        if (body instanceof Map<?, ?> fields) {
            FIELDS.forEach(field -> note(String.valueOf(fields.get(field))));
        }
    }

    private static void note(String secret) {
        if (secret.length() >= SHORTEST) {
            SEEN.add(secret);
        }
    }

    private static void write() {
        try {
            Files.createDirectories(FILE.getParent());
            Files.write(FILE, SEEN, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
