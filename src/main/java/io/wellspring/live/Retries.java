package io.wellspring.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Component;

/** After how long clients come back: each after another time, for all clients of a node lose it at the same moment. */
@Component
class Retries {

    private final int brokenMillis;
    private final int sentAwayMillis;

    Retries(LiveSettings settings) {
        this.brokenMillis = settings.retryMillis();
        this.sentAwayMillis = settings.sentAwayMillis();
    }

    /** What a stream begins with: half to one and a half of the setting, should its connection break. */
    byte[] opening() {
        return line(brokenMillis / 2 + ThreadLocalRandom.current().nextInt(brokenMillis + 1));
    }

    /** What a stream ends with whose client is to come back: anywhere up to the setting, and not at once. */
    byte[] sentAway(Ending ending) {
        int soonest = Math.min(1_000, sentAwayMillis);
        return ending.frame(ThreadLocalRandom.current().nextInt(soonest, sentAwayMillis + 1));
    }

    static byte[] line(int millis) {
        return ("retry: " + millis + "\n").getBytes(UTF_8);
    }
}
