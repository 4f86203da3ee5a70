package io.wellspring.k8s;

import io.wellspring.sms.AliyunStandIn;
import io.wellspring.testing.Node;
import io.wellspring.testing.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A small shop, its operator and its members, who do a little of everything, and some of it wrong. */
final class Shop {

    static final String PASSWORD = "a password of some length";

    static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("WELLSPRING_OPERATOR_NAME", "owner"),
            Map.entry("WELLSPRING_OPERATOR_PASSWORD", PASSWORD),
            Map.entry("WELLSPRING_AUTH_CODES_PERADDRESSPERHOUR", "1000000"),
            Map.entry("WELLSPRING_AUTH_TRIES_FAILURESPERADDRESS", "1000000"),
            Map.entry("WELLSPRING_SMS_PREFIXES_LEASTSENT", "1000000"),
            Map.entry("WELLSPRING_SMS_SENDER", "aliyun"),
            Map.entry("WELLSPRING_ALIYUN_ACCESS_KEY_ID", AliyunStandIn.KEY_ID),
            Map.entry("WELLSPRING_ALIYUN_ACCESS_KEY_SECRET", AliyunStandIn.SECRET),
            Map.entry("WELLSPRING_ALIYUN_SIGN_NAME", AliyunStandIn.SIGN_NAME),
            Map.entry("WELLSPRING_ALIYUN_TEMPLATES", AliyunStandIn.TEMPLATES),
            Map.entry("WELLSPRING_SMS_ALIYUN_PROTOCOL", "http"),
            Map.entry("WELLSPRING_SMS_ALIYUN_RESPONSETIMEOUTMILLIS", "500"));

    private final HttpClient http = HttpClient.newHttpClient();
    private final Node node;
    private final AliyunStandIn provider;
    private final List<String> plans;
    private final String mall;

    private Shop(Node node, AliyunStandIn provider) throws IOException, InterruptedException {
        this.node = node;
        this.provider = provider;
        String signIn = """
                {"grant":"PASSWORD","operatorName":"owner","password":"%s"}""".formatted(PASSWORD);
        String operator = Platform.until(() -> post("/v1/tokens", signIn, ""), answer -> answer.has("accessToken"))
                .path("accessToken")
                .asString();
        this.plans = List.of(
                plan(operator, "{\"kind\":\"EQUITY\",\"name\":\"Tea\",\"parameters\":{}}"),
                plan(operator, "{\"parameterSet\":\"loop-shares\",\"name\":\"Tea\",\"parameters\":{}}"),
                plan(operator, "{\"parameterSet\":\"point-release-basic\",\"name\":\"Tea\"}"));
        JsonNode client = post("/v1/admin/malls", """
                {"name":"A mall","planIds":["%s"],"dailyLimit":"100000.00"}""".formatted(String.join("\",\"", plans)), operator);
        this.mall = post("/v1/tokens", """
                {"grant":"CLIENT_CREDENTIALS","clientId":%s,"clientSecret":%s}""".formatted(client.get("clientId"), client.get("clientSecret")), "")
                .path("accessToken")
                .asString();
    }

    static Shop open(Node node, AliyunStandIn provider) throws IOException, InterruptedException {
        return new Shop(node, provider);
    }

    /** Somebody joins, buys, watches, and is refused this and that. */
    void serve() throws IOException, InterruptedException {
        String phone = Platform.freshPhone();
        askForACode(phone);
        askForACode(phone);
        join(phone, "000000");
        String member = join(phone, sentTo(phone)).path("accessToken").asString();
        order(phone, plans.get(0), "100.00");
        order(phone, plans.get(1), "100.00");
        order(phone, plans.get(2), "3000.00");
        order(phone, plans.get(0), "1000000.00");
        redeem(member, "1");
        redeem(member, "1000000");
        for (String live : List.of("/v1/plans/" + plans.get(0) + "/live", "/v1/me/live")) {
            watch(live, member);
        }
    }

    void askForACode(String phone) {
        post("/v1/sms-codes", """
                {"phone":"%s","purpose":"REGISTER"}""".formatted(phone), "");
    }

    private JsonNode join(String phone, String code) {
        return post("/v1/registrations", """
                {"phone":"%s","code":"%s"}""".formatted(phone, code), "");
    }

    private String sentTo(String phone) {
        return provider.requestsFor(phone).get(0).get("TemplateParam").replaceAll("\\D", "");
    }

    private void order(String phone, String plan, String amount) {
        post(
                "/v1/paid-orders",
                """
                {"orderId":"%s","phone":"%s","planIds":["%s"],"amount":"%s","paidAt":"{paidAt}"}""".replace("{paidAt}", Platform.PAID_AT).formatted(UUID.randomUUID(), phone, plan, amount),
                mall);
    }

    private void redeem(String member, String units) {
        post("/v1/me/redemptions", """
                {"planId":"%s","units":"%s"}""".formatted(plans.get(0), units), member);
    }

    /** Until the first event has come; the stream stays open. */
    private void watch(String path, String token) throws IOException, InterruptedException {
        InputStream events = http.send(request(path, token).GET().build(), HttpResponse.BodyHandlers.ofInputStream())
                .body();
        events.read();
    }

    private String plan(String operator, String body) {
        return post("/v1/admin/plans", body, operator).path("id").asString();
    }

    private HttpRequest.Builder request(String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(node.address() + path))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString());
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private JsonNode post(String path, String body, String token) {
        try {
            HttpRequest request = request(path, token)
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return JsonMapper.shared()
                    .readTree(http.send(request, HttpResponse.BodyHandlers.ofString())
                            .body());
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(path, failure);
        }
    }
}
