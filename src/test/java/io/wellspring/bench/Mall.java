package io.wellspring.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A mall that hands in orders over HTTP and insists on each being accepted. */
record Mall(HttpClient http, String address, String token) {

    /** Sends lines and returns when the last of them is accepted. */
    void send(String lines) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + "/v1/paid-orders"))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(lines))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        long orders = lines.lines().count();
        long accepted = answer.body()
                .lines()
                .filter(line -> line.contains("\"ACCEPTED\""))
                .count();
        if (accepted != orders) {
            throw new AssertionError("%d of %d orders were accepted: %s"
                    .formatted(accepted, orders, answer.body().lines().findFirst()));
        }
    }
}
