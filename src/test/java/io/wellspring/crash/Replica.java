package io.wellspring.crash;

import io.wellspring.testing.Node;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A node that is started again when it was killed, as a cluster would. */
final class Replica implements AutoCloseable {

    /** Small transactions, so that there is much to be in the middle of. */
    private static final Map<String, String> SMALL_STEPS = Map.of(
            "WELLSPRING_PLAN_BATCHCOMMANDS", "7",
            "WELLSPRING_PLAN_EXITSPERTRANSACTION", "2",
            "WELLSPRING_PLAN_MEMBERSPERSTEP", "2",
            "WELLSPRING_ORDER_CHUNKLINES", "3");

    private static final Pattern ALARM = Pattern.compile(" ERROR .* io?\\.w(ellspring)?\\.");

    private final String user;
    private final Ground.Database database;
    private final Map<String, String> settings = new HashMap<>(SMALL_STEPS);
    private volatile Node node;
    private volatile boolean isThere;

    private Replica(String user, Ground.Database database, Map<String, String> settings) {
        this.user = user;
        this.database = database;
        this.settings.put("WELLSPRING_DATABASE_USER", user);
        this.settings.putAll(settings);
    }

    /** @param user as whom it signs in to PostgreSQL */
    static Replica start(String user, Ground.Database database, Map<String, String> settings)
            throws IOException, InterruptedException {
        Replica replica = new Replica(user, database, settings);
        replica.start();
        return replica;
    }

    /** Where it is called; empty while it is not there. */
    Optional<String> address() {
        return isThere ? Optional.of(node.address()) : Optional.empty();
    }

    /** Where it tells how it is. */
    String management() throws IOException, InterruptedException {
        return node.management();
    }

    /** Kills it, and tells in the middle of what: it is stopped for the look, so that nothing goes on meanwhile. */
    Scene kill() throws IOException, InterruptedException {
        isThere = false;
        node.pause();
        Scene scene = Scene.of(user, database.jdbc());
        node.kill();
        return scene;
    }

    void start() throws IOException, InterruptedException {
        node = Node.start(database.address(), settings, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m");
        isThere = true;
    }

    /** Sends nobody there any more, and freezes it. */
    void pause() throws IOException, InterruptedException {
        isThere = false;
        node.pause();
    }

    void resume() throws IOException, InterruptedException {
        node.resume();
        isThere = true;
    }

    String user() {
        return user;
    }

    Scene scene() {
        return Scene.of(user, database.jdbc());
    }

    /** What it has called an error itself; what its libraries say of broken connections does not count. */
    List<String> alarms() throws IOException {
        return node.output().lines().filter(ALARM.asPredicate()).toList();
    }

    @Override
    public void close() {
        isThere = false;
        if (node != null) {
            node.close();
        }
    }
}
