package io.wellspring.refusal;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** The words of all rooms in one language, each room's from a file of its own. */
final class RoomWords {

    private final Map<String, String> words = new HashMap<>();

    /** @param language as it ends the names of the files: nothing for English, or "_zh" */
    RoomWords(String language) {
        RefusalCodes.rooms().forEach(room -> read("/refusals/" + room + language + ".properties"));
    }

    String of(String key) {
        String text = words.get(key);
        if (text == null) {
            throw new IllegalStateException("no words for " + key);
        }
        return text;
    }

    private void read(String file) {
        try (InputStream bytes = RoomWords.class.getResourceAsStream(file)) {
            if (bytes == null) {
                throw new IllegalStateException("a room without words for what it refuses: " + file);
            }
            Properties texts = new Properties();
            texts.load(new InputStreamReader(bytes, StandardCharsets.UTF_8));
            texts.stringPropertyNames().forEach(key -> words.put(key, texts.getProperty(key)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
