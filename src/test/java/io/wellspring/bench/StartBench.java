package io.wellspring.bench;

import io.wellspring.testing.DurablePostgres;
import io.wellspring.testing.JavaProcess;
import io.wellspring.testing.OwnRedis;
import io.wellspring.testing.Ports;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the command to the first moment at which a node says that it is ready, beside an application that does nothing. */
class StartBench {

    private static final int STARTS = 7;
    private static final int FIRST_WITH_CACHE = 25;

    @TempDir
    Path folder;

    @Test
    void startToReady() throws Exception {
        StartedApplication ours = StartedApplication.ours(folder);
        StartedApplication bare = StartedApplication.bare(folder);
        Table table = new Table("start", "start to ready, databases running | ours | bare | ratio");
        try (DurablePostgres postgres = DurablePostgres.in(folder);
                OwnRedis redis = OwnRedis.start()) {
            Map<String, String> servers = Map.of("WELLSPRING_REDIS", redis.url());
            row(table, "plain", ours, bare, postgres, servers, List.of());
            if (Runtime.version().feature() >= FIRST_WITH_CACHE) {
                ours.train();
                bare.train();
                row(table, "with the AOT cache", ours, bare, postgres, servers, List.of("-XX:AOTCache=learned.aot"));
            }
        }
        table.write();
    }

    /** By turns, so that what else goes on touches both; the first start of each makes the database and does not count. */
    private static void row(
            Table table,
            String how,
            StartedApplication ours,
            StartedApplication bare,
            DurablePostgres postgres,
            Map<String, String> servers,
            List<String> options)
            throws Exception {
        List<Long> oursMillis = new ArrayList<>();
        List<Long> bareMillis = new ArrayList<>();
        String tag = how.substring(0, 4).strip();
        String oursDatabase = postgres.create("ours_" + tag);
        String bareDatabase = postgres.create("bare_" + tag);
        for (int start = 0; start <= STARTS; start++) {
            long one = millis(ours, oursDatabase, servers, options);
            long other = millis(bare, bareDatabase, servers, options);
            if (start > 0) {
                oursMillis.add(one);
                bareMillis.add(other);
            }
        }
        double ourTime = median(oursMillis) / 1_000.0;
        double bareTime = median(bareMillis) / 1_000.0;
        table.row(
                "Java %d, %s | %.1f s | %.1f s | %.2f",
                Runtime.version().feature(), how, ourTime, bareTime, ourTime / bareTime);
    }

    private static long millis(
            StartedApplication application, String database, Map<String, String> servers, List<String> options)
            throws Exception {
        int management = Ports.free();
        Map<String, String> settings = new HashMap<>(servers);
        settings.put("WELLSPRING_DATABASE", database);
        settings.put("WELLSPRING_PORT", "0");
        settings.put("WELLSPRING_MANAGEMENT_PORT", String.valueOf(management));
        long begun = System.nanoTime();
        try (JavaProcess process = application.start(settings, options)) {
            while (!isReady(management)) {
                LockSupport.parkNanos(10_000_000);
                if (System.nanoTime() - begun > 90e9) {
                    throw new AssertionError(process.output());
                }
            }
            return (System.nanoTime() - begun) / 1_000_000;
        }
    }

    private static boolean isReady(int management) throws IOException, InterruptedException {
        try {
            return JavaProcess.get("http://127.0.0.1:" + management + "/actuator/health/readiness")
                            .statusCode()
                    == 200;
        } catch (ConnectException notYet) {
            return false;
        }
    }

    private static double median(List<Long> millis) {
        return millis.stream().sorted().toList().get(millis.size() / 2);
    }
}
