package io.wellspring.bench;

import io.wellspring.testing.DurablePostgres;
import io.wellspring.testing.JavaProcess;
import io.wellspring.testing.Node;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A node at work on a database, its operator, and the malls that the operator lets in. */
final class Installation implements AutoCloseable {

    static final String PARAMETERS =
            "{\"supplyCap\":\"100000000000\",\"grantRate\":\"0.50\",\"referralGrantRate\":\"0.10\","
                    + "\"quotaMultiple\":\"0.5\",\"referralQuotaMultiple\":\"0.1\"}";

    private static final String PASSWORD = "a password of some length";
    private static final Map<String, String> OPERATOR =
            Map.of("WELLSPRING_OPERATOR_NAME", "bench", "WELLSPRING_OPERATOR_PASSWORD", PASSWORD);
    private static final String NODE_MEMORY = "-Xmx512m";
    private static final int SIGN_IN_TRIES = 50;

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();
    private final AutoCloseable node;
    private final String address;
    private final long pid;
    private final String operator;

    private Installation(AutoCloseable node, String address, long pid) throws IOException, InterruptedException {
        this.node = node;
        this.address = address;
        this.pid = pid;
        this.operator = signIn();
    }

    /** The operator is made when the node is ready, which it says it is a moment before. */
    private String signIn() throws IOException, InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                return post("/v1/tokens", """
                        {"grant":"PASSWORD","operatorName":"bench","password":"%s"}""".formatted(PASSWORD), "")
                        .get("accessToken")
                        .asString();
            } catch (AssertionError notYet) {
                if (tries == SIGN_IN_TRIES) {
                    throw notYet;
                }
                LockSupport.parkNanos(200_000_000);
            }
        }
    }

    static Installation on(String database) throws IOException, InterruptedException {
        Node node = Node.start(database, OPERATOR, NODE_MEMORY);
        return new Installation(node, node.address(), node.pid());
    }

    /** One whose members are reached at once. */
    static Installation withPhones(String database) throws IOException, InterruptedException {
        JavaProcess node = MembersBench.start(database, NODE_MEMORY, OPERATOR);
        String address = "http://127.0.0.1:" + node.await("Netty started on port (\\d+)");
        node.await("(Started \\w+ in)");
        return new Installation(node, address, node.pid());
    }

    /**
     * Members by the thousand, a third of them referred by an older one. Their numbers look as if the first key had
     * encrypted them and all had hashed them, so that nothing is left to do for them; none of them rings.
     */
    static void populate(DurablePostgres postgres, String database, int members) {
        postgres.jdbc(database).sql("""
                        INSERT INTO member (id, referrer_id, referral_code, phone) OVERRIDING SYSTEM VALUE
                        SELECT id, CASE WHEN id > 10001 AND id % 3 = 0 THEN 10001 + (random() * (id - 10002))::bigint END,
                               'BENCH' || id, '\\x03'::bytea || 'new'::bytea || sha256(id::text::bytea)
                          FROM generate_series(10001, 10000 + ?) AS id
                        """).param(members).update();
        postgres.jdbc(database).sql("""
                        INSERT INTO member_phone (hash, member_id, key_id)
                        SELECT sha256((key_id || id)::bytea), id, key_id
                          FROM generate_series(10001, 10000 + ?) AS id CROSS JOIN (VALUES ('new'), ('old')) AS keys (key_id)
                        """).param(members).update();
    }

    long plan(String name) throws IOException, InterruptedException {
        return plan(name, PARAMETERS);
    }

    long plan(String name, String parameters) throws IOException, InterruptedException {
        return post("/v1/admin/plans", """
                {"kind":"EQUITY","name":"%s","parameters":%s}""".formatted(name, parameters), operator)
                .get("id")
                .asLong();
    }

    Mall mall(long... plans) throws IOException, InterruptedException {
        String scope = Arrays.stream(plans).mapToObj(plan -> "\"" + plan + "\"").collect(Collectors.joining(","));
        JsonNode client = post("/v1/admin/malls", """
                {"name":"A mall","planIds":[%s],"dailyLimit":"90000000000000.00"}""".formatted(scope), operator);
        JsonNode token = post("/v1/tokens", """
                {"grant":"CLIENT_CREDENTIALS","clientId":%s,"clientSecret":%s}""".formatted(client.get("clientId"), client.get("clientSecret")), "");
        return new Mall(http, address, token.get("accessToken").asString());
    }

    /** Has a plan replayed, insists on its being the same, and tells how many positions that took in a second. */
    double replayedPerSecond(long plan) throws IOException, InterruptedException {
        long start = System.nanoTime();
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/v1/admin/plans/" + plan + "/replays"))
                .header("Authorization", "Bearer " + operator)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        String notes = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        JsonNode verdict = json.readTree(notes.lines().reduce("", (before, last) -> last));
        if (!verdict.path("same").asBoolean()) {
            throw new AssertionError(notes);
        }
        return verdict.path("positions").asLong() / ((System.nanoTime() - start) / 1e9);
    }

    String address() {
        return address;
    }

    /** What lives on the node's heap, in bytes, after a full collection. */
    long liveHeap() throws IOException {
        Process counting = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(pid),
                        "GC.class_histogram")
                .start();
        String histogram = new String(counting.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return Long.parseLong(histogram.replaceAll("(?s).*Total\\s+\\d+\\s+(\\d+).*", "$1"));
    }

    Duration processorTime() {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow();
    }

    /** The most memory that the node ever had, in MB, threads and buffers and all. */
    long peakMegabytes() throws IOException {
        return Long.parseLong(Files.readString(Path.of("/proc/" + pid + "/status"))
                        .replaceAll("(?s).*VmHWM:\\s+(\\d+) kB.*", "$1"))
                / 1024;
    }

    @Override
    public void close() {
        try {
            node.close();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private JsonNode post(String path, String body, String token) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return json.readTree(answer.body());
    }
}
