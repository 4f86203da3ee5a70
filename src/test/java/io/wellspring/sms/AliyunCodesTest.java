package io.wellspring.sms;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.MeterRegistry;
import io.wellspring.limit.SlidingWindows;
import io.wellspring.sms.AliyunStandIn.Behaviour;
import io.wellspring.testing.Api;
import io.wellspring.testing.PassingTime;
import io.wellspring.testing.Platform;
import io.wellspring.testing.TestOutbox;
import io.wellspring.testing.WellspringTest;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole application as production has it, with Aliyun's stand-in in place of Aliyun. */
@WellspringTest
class AliyunCodesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String REPORT_KEY = "a-key-of-the-stand-in-that-is-long-enough";
    private static final AliyunStandIn ALIYUN = AliyunStandIn.start();

    @Autowired
    Api api;

    @Autowired
    PassingTime time;

    @Autowired
    TestOutbox outbox;

    @Autowired
    DatabaseClient database;

    @Autowired
    MeterRegistry meters;

    @Autowired
    SlidingWindows windows;

    @Autowired
    SpendGuard spending;

    private final String phone = Platform.freshPhone();

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("WELLSPRING_SMS_SENDER", () -> "aliyun");
        registry.add("WELLSPRING_ALIYUN_ACCESS_KEY_ID", () -> AliyunStandIn.KEY_ID);
        registry.add("WELLSPRING_ALIYUN_ACCESS_KEY_SECRET", () -> AliyunStandIn.SECRET);
        registry.add("WELLSPRING_ALIYUN_SIGN_NAME", () -> AliyunStandIn.SIGN_NAME);
        registry.add("WELLSPRING_ALIYUN_TEMPLATES", () -> AliyunStandIn.TEMPLATES);
        registry.add("WELLSPRING_SMS_REPORT_KEY", () -> REPORT_KEY);
        registry.add("wellspring.sms.aliyun.endpoint", ALIYUN::endpoint);
        registry.add("wellspring.sms.aliyun.protocol", () -> "http");
        registry.add("wellspring.sms.aliyun.response-timeout-millis", () -> "2000");
        registry.add("wellspring.sms.breaker.least-calls", () -> "1000");
        registry.add("wellspring.sms.breaker.window-calls", () -> "1000");
        registry.add("wellspring.sms.reports.most-at-once", () -> "100");
    }

    @AfterEach
    void calmDown() {
        ALIYUN.behaves(Behaviour.accepting());
    }

    @AfterAll
    static void stop() {
        ALIYUN.close();
    }

    @Test
    void aCodeComesThroughAliyunAndLetsItsOwnerJoin() {
        double before = count("REGISTER", "ACCEPTED");
        assertThat(ask().status()).isEqualTo(202);
        assertThat(join(sentCode()).status()).isEqualTo(201);
        assertThat(outbox.messagesTo(phone)).isEmpty();
        assertThat(row()).containsEntry("outcome", "ACCEPTED");
        assertThat(String.valueOf(row().get("provider_id"))).startsWith("biz-");
        assertThat(row().get("verified_at")).isNotNull();
        assertThat(count("REGISTER", "ACCEPTED") - before).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "200, isv.AMOUNT_NOT_ENOUGH, OUR_FAULT",
        "403, Forbidden.RAM, OUR_FAULT",
        "429, Throttling.User, NOT_TAKEN",
    })
    void whatWasSurelyNotSentMayBeAskedForAgainAtOnce(int status, String code, String outcome) {
        ALIYUN.behaves(Behaviour.answering(status, code));
        var refused = ask();
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.code()).isEqualTo("sms-unavailable");
        assertThat(row()).containsEntry("outcome", outcome).containsEntry("provider_code", code);

        ALIYUN.behaves(Behaviour.accepting());
        assertThat(ask().status()).isEqualTo(202);
    }

    @Test
    void aCodeInHandGoesOnBeingGoodWhereTheNextWasNotSent() {
        ask();
        String inHand = sentCode();
        time.pass(Duration.ofMinutes(1));
        ALIYUN.behaves(Behaviour.answering(429, "Throttling.User"));
        assertThat(ask().status()).isEqualTo(503);
        assertThat(join(inHand).status()).isEqualTo(201);
    }

    @Test
    void aCodeThatWasReplacedStaysSoWhateverIsNotSentLater() {
        ask();
        String replaced = sentCode();
        time.pass(Duration.ofMinutes(1));
        ask();
        assertThat(join(sentCode()).status()).isEqualTo(201);
        time.pass(Duration.ofMinutes(1));
        ALIYUN.behaves(Behaviour.answering(429, "Throttling.User"));
        assertThat(ask().status()).isEqualTo(503);
        assertThat(join(replaced).code()).isEqualTo("code-wrong");
    }

    @Test
    void whatMayHaveBeenSentIsNotSentAgainAndItsCodeStillWorks() {
        ALIYUN.behaves(Behaviour.hanging());
        var open = ask();
        assertThat(open.status()).isEqualTo(503);
        assertThat(open.code()).isEqualTo("sms-unconfirmed");
        assertThat(row()).containsEntry("outcome", "UNCONFIRMED");

        ALIYUN.behaves(Behaviour.accepting());
        assertThat(ask().code()).isEqualTo("too-many-codes");
        assertThat(ALIYUN.requestsFor(phone)).hasSize(1);
        assertThat(join(sentCode()).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"isv.BUSINESS_LIMIT_CONTROL", "isv.MOBILE_NUMBER_ILLEGAL"})
    void whatANumberDoesNotGetCostsNothingButCountsAsAskedFor(String code) {
        ask();
        String inHand = sentCode();
        time.pass(Duration.ofMinutes(1));
        long spent = spent();
        ALIYUN.behaves(Behaviour.code(code));
        assertThat(ask().status()).isIn(400, 429);
        assertThat(spent()).isEqualTo(spent);
        int asked = ALIYUN.requestsFor(phone).size();
        assertThat(ask().code()).isEqualTo("too-many-codes");
        assertThat(ALIYUN.requestsFor(phone)).hasSize(asked);
        assertThat(join(inHand).status()).isEqualTo(201);
    }

    @Test
    void aNumberThatGotEnoughIsToldToWait() {
        ALIYUN.behaves(Behaviour.code("isv.BUSINESS_LIMIT_CONTROL"));
        var refused = ask();
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("too-many-codes");
        assertThat(refused.headers().getFirst("Retry-After")).isNotNull();
    }

    @Test
    void aNumberThatAliyunDoesNotKnowIsInvalid() {
        ALIYUN.behaves(Behaviour.code("isv.MOBILE_NUMBER_ILLEGAL"));
        var refused = ask();
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("phone-invalid");
    }

    @Test
    void neitherNumberNorCodeReachesTheLogEvenWhenAllIsAskedToSpeak() {
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        root.addAppender(log);
        root.setLevel(Level.DEBUG);
        ask();
        report(List.of(report(sentId(), true, "DELIVERED")));
        root.setLevel(before);
        root.detachAppender(log);

        // The lines of this test's own caller and of the stand-in are not the application's.
        assertThat(log.list)
                .filteredOn(event ->
                        event.getLoggerName().matches("(com\\.aliyun|io\\.wellspring|darabonba|org\\.apache).*")
                                || event.getLevel().isGreaterOrEqual(Level.INFO))
                .extracting(ILoggingEvent::getFormattedMessage)
                .noneMatch(line -> line.contains(phone) || line.contains(sentCode()) || line.contains(REPORT_KEY));
    }

    @Test
    void theFirstReportOfADeliveryIsKeptAndMayBeRepeated() {
        double delivered = deliveries("delivered");
        ask();
        String id = sentId();
        for (int times = 0; times < 2; times++) {
            var answer = report(List.of(report(id, true, "DELIVERED")));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().path("code").asInt(-1)).isZero();
        }
        report(List.of(report(id, false, "MK:0001")));

        assertThat(row()).containsEntry("delivered", true).containsEntry("delivery_code", "DELIVERED");
        assertThat(row().get("reported_at")).isNotNull();
        assertThat(deliveries("delivered") - delivered).isEqualTo(1);
    }

    @Test
    void oneReportAmongStrangeOnesIsKept() {
        double undelivered = deliveries("undelivered");
        ask();
        var answer = report(List.of(
                Map.of(),
                "text",
                List.of(),
                report("no id", true, "DELIVERED"),
                report("1-1-1-1-1", true, "DELIVERED"),
                report("00000000-0000-0000-0000-000000000000", true, "DELIVERED"),
                Map.of("out_id", sentId(), "success", "perhaps"),
                report(sentId(), false, "13800138000 "),
                report(sentId(), true, "DELIVERED")));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(row()).containsEntry("delivered", false).containsEntry("delivery_code", null);
        assertThat(deliveries("undelivered") - undelivered).isEqualTo(1);
    }

    @Test
    void aReportUnderAnotherKeyFindsNothingHoweverItLooks() {
        for (String key : List.of("x", REPORT_KEY + "x", REPORT_KEY.toUpperCase(), "%00")) {
            var answer = raw(key, "{", "application/json");
            assertThat(answer.status()).as(key).isIn(404, 400);
            assertThat(answer.code()).as(key).isIn("no-such-resource", "bad-request");
        }
        assertThat(raw("x", "{", "application/json").code()).isEqualTo("no-such-resource");
        assertThat(raw("x", "{", "text/plain").code()).isEqualTo("no-such-resource");
    }

    @Test
    void whatIsTooLongOrNoListIsRefused() {
        assertThat(report(Collections.nCopies(100, Map.of())).status()).isEqualTo(200);
        assertThat(report(Collections.nCopies(101, Map.of())).status()).isEqualTo(413);
        assertThat(raw(REPORT_KEY, "[\"" + "x".repeat(300_000) + "\"]", "application/json")
                        .status())
                .isEqualTo(413);
        assertThat(raw(REPORT_KEY, "{}", "application/json").status()).isEqualTo(400);
        assertThat(raw(REPORT_KEY, "[", "application/json").status()).isEqualTo(400);
        assertThat(raw(REPORT_KEY, "[]", "text/plain").status()).isEqualTo(200);
    }

    @Test
    void theDescriptionOfTheApiSaysNothingOfReports() {
        assertThat(api.get("/v3/api-docs.yaml").text()).contains("sms-codes").doesNotContain("sms-reports");
    }

    private long spent() {
        return Objects.requireNonNull(windows.count(spending.budget()).block(PATIENCE));
    }

    private Api.Answer ask() {
        return api.post("/v1/sms-codes", Map.of("phone", phone, "purpose", "REGISTER"));
    }

    private Api.Answer join(String code) {
        return api.post("/v1/registrations", Map.of("phone", phone, "code", code));
    }

    private String sentCode() {
        return sent().getOrDefault("TemplateParam", "").replaceAll("\\D", "");
    }

    private String sentId() {
        return Objects.requireNonNull(sent().get("OutId"));
    }

    private Map<String, String> sent() {
        List<Map<String, String>> requests = ALIYUN.requestsFor(phone);
        return requests.get(requests.size() - 1);
    }

    private Map<String, Object> row() {
        return Objects.requireNonNull(database.sql("SELECT * FROM sms_message WHERE id = :id::uuid")
                .bind("id", sentId())
                .fetch()
                .one()
                .block(PATIENCE));
    }

    private double count(String template, String outcome) {
        return meters.counter("wellspring.sms.messages", "template", template, "outcome", outcome)
                .count();
    }

    private double deliveries(String outcome) {
        return meters.counter("wellspring.sms.deliveries", "outcome", outcome).count();
    }

    private Map<String, Object> report(String id, boolean success, String code) {
        return Map.of(
                "phone_number",
                phone,
                "send_time",
                "2026-11-01 10:00:00",
                "report_time",
                "2026-11-01 10:00:02",
                "success",
                success,
                "err_code",
                code,
                "err_msg",
                "told in words",
                "sms_size",
                "1",
                "biz_id",
                "932702304080415357",
                "out_id",
                id,
                "a_field_of_tomorrow",
                1);
    }

    private Api.Answer report(List<?> reports) {
        return api.post("/v1/sms-reports/" + REPORT_KEY, reports);
    }

    private Api.Answer raw(String key, String body, String type) {
        return Api.now(api.callingRaw(HttpMethod.POST, "/v1/sms-reports/" + key, body, Map.of("Content-Type", type)));
    }
}
