package io.wellspring.bench;

import io.wellspring.testing.DurablePostgres;
import io.wellspring.testing.Node;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A node at work on a database, its operator, and the malls that the operator lets in. */
final class Platform implements AutoCloseable {

    static final String PARAMETERS = "{\"grantRate\":\"0.50\",\"referralGrantRate\":\"0.10\","
            + "\"quotaMultiple\":\"0.5\",\"referralQuotaMultiple\":\"0.1\"}";

    private static final String PASSWORD = "a password of some length";
    private static final String NODE_MEMORY = "-Xmx512m";

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();
    private final Node node;
    private final String operator;

    private Platform(Node node) throws IOException, InterruptedException {
        this.node = node;
        this.operator = signIn();
    }

    /** The operator is made when the node is ready, which it says it is a moment before. */
    private String signIn() throws IOException, InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                return post("/v1/tokens", """
                        {"grant":"password","operator":"bench","password":"%s"}""".formatted(PASSWORD), "")
                        .get("accessToken")
                        .asString();
            } catch (AssertionError notYet) {
                if (tries == 20) {
                    throw notYet;
                }
                Thread.sleep(500);
            }
        }
    }

    static Platform on(String database, String... options) throws IOException, InterruptedException {
        Map<String, String> settings =
                Map.of("WELLSPRING_OPERATOR_NAME", "bench", "WELLSPRING_OPERATOR_PASSWORD", PASSWORD);
        String[] all = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(NODE_MEMORY), java.util.stream.Stream.of(options))
                .toArray(String[]::new);
        return new Platform(Node.start(database, settings, all));
    }

    /** Members by the thousand, a third of them referred by an older one; none of them has a phone that rings. */
    static void populate(DurablePostgres postgres, String database, int members) {
        postgres.jdbc(database).sql("""
                        INSERT INTO member (id, referrer_id, referral_code, phone) OVERRIDING SYSTEM VALUE
                        SELECT id, CASE WHEN id > 10001 AND id % 3 = 0 THEN 10001 + (random() * (id - 10002))::bigint END,
                               'BENCH' || id, '\\x00'
                          FROM generate_series(10001, 10000 + ?) AS id
                        """).param(members).update();
    }

    long plan(String name) throws IOException, InterruptedException {
        return post("/v1/admin/plans", """
                {"kind":"EQUITY","name":"%s","parameters":%s}""".formatted(name, PARAMETERS), operator)
                .get("planId")
                .asLong();
    }

    Mall mall(long... plans) throws IOException, InterruptedException {
        String scope = java.util.Arrays.stream(plans)
                .mapToObj(plan -> "\"" + plan + "\"")
                .collect(java.util.stream.Collectors.joining(","));
        JsonNode client = post("/v1/admin/clients", """
                {"name":"A mall","planIds":[%s],"dailyLimit":"90000000000000.00"}""".formatted(scope), operator);
        JsonNode token = post("/v1/tokens", """
                {"grant":"clientCredentials","clientId":%s,"clientSecret":%s}""".formatted(client.get("clientId"), client.get("clientSecret")), "");
        return new Mall(http, node.address(), token.get("accessToken").asString());
    }

    Node node() {
        return node;
    }

    @Override
    public void close() {
        node.close();
    }

    private JsonNode post(String path, String body, String token) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(node.address() + path))
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
