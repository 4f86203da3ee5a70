package io.wellspring.sms;

import static io.wellspring.sms.SmsFailure.Meaning.NOT_TAKEN;
import static io.wellspring.sms.SmsFailure.Meaning.OUR_FAULT;
import static io.wellspring.sms.SmsFailure.Meaning.UNCONFIRMED;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wellspring.sms.AliyunStandIn.Behaviour;
import io.wellspring.sms.SmsFailure.Meaning;
import io.wellspring.testing.Platform;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Aliyun's own client over HTTP, before a stand-in that verifies what is signed. */
class AliyunSenderTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PHONE = "+8613800138000";

    private static AliyunStandIn aliyun;
    private static AliyunSender sender;
    private static AliyunSender impatient;
    private static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();

    @BeforeAll
    static void start() {
        aliyun = AliyunStandIn.start();
        sender = sender(aliyun.endpoint(), AliyunStandIn.KEY_ID, AliyunStandIn.SECRET);
        impatient = sender(aliyun.endpoint(), AliyunStandIn.KEY_ID, AliyunStandIn.SECRET, 1000);
        // The first message of all takes its time, which is not what is measured here.
        outcome(sender, code());
        outcome(impatient, code());
        aliyun.forget();
    }

    @AfterAll
    static void stop() {
        sender.close();
        impatient.close();
        aliyun.close();
    }

    @AfterEach
    void calmDown() {
        aliyun.behaves(Behaviour.accepting());
        aliyun.hangsUp(false);
        aliyun.forget();
    }

    @Test
    void aCodeArrivesSignedWithItsTextAndOurId() {
        SmsMessage message = code();

        assertThat(outcome(sender, message)).startsWith("biz-");
        assertThat(aliyun.requests())
                .containsExactly(Map.of(
                        "PhoneNumbers", "13800138000",
                        "SignName", AliyunStandIn.SIGN_NAME,
                        "TemplateCode", "SMS_1",
                        "TemplateParam", "{\"code\":\"123456\"}",
                        "OutId", message.id().toString()));
    }

    @Test
    void aNoticeHasNothingToFillIn() {
        SmsMessage notice = SmsMessage.notice(PHONE);
        assertThat(outcome(sender, notice)).startsWith("biz-");
        assertThat(aliyun.requestsWith(notice).get(0))
                .containsEntry("TemplateCode", "SMS_7")
                .doesNotContainKey("TemplateParam");
    }

    @ParameterizedTest
    @EnumSource(Template.class)
    void everyTextHasItsOwnCode(Template template) {
        outcome(sender, SmsMessage.code(PHONE, template, "123456"));
        assertThat(aliyun.requests().get(0)).containsEntry("TemplateCode", AliyunStandIn.codeOf(template));
    }

    @ParameterizedTest
    @CsvSource({"+8613800138000, 13800138000", "+447400123456, 447400123456", "+85261234567, 85261234567"})
    void numbersAreWrittenAsAliyunWantsThem(String phone, String written) {
        outcome(sender, SmsMessage.code(phone, Template.SIGN_IN, "123456"));
        assertThat(aliyun.requests().get(0)).containsEntry("PhoneNumbers", written);
    }

    @Test
    void whoDoesNotKnowTheSecretIsRefused() {
        try (AliyunSender stranger = sender(aliyun.endpoint(), AliyunStandIn.KEY_ID, "another secret")) {
            assertThat(failure(stranger, code())).isEqualTo(new Failed(OUR_FAULT, "SignatureDoesNotMatch"));
        }
        try (AliyunSender stranger = sender(aliyun.endpoint(), "another key", AliyunStandIn.SECRET)) {
            assertThat(failure(stranger, code())).isEqualTo(new Failed(OUR_FAULT, "InvalidAccessKeyId.NotFound"));
        }
        assertThat(aliyun.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "200, isv.BUSINESS_LIMIT_CONTROL, TRY_LATER",
        "200, isv.MOBILE_NUMBER_ILLEGAL, BAD_NUMBER",
        "200, isv.AMOUNT_NOT_ENOUGH, OUR_FAULT",
        "200, isv.OUT_OF_SERVICE, OUR_FAULT",
        "200, isv.SMS_TEMPLATE_ILLEGAL, OUR_FAULT",
        "200, isv.SMS_SIGNATURE_ILLEGAL, OUR_FAULT",
        "200, isv.TEMPLATE_MISSING_PARAMETERS, OUR_FAULT",
        "200, isv.INVALID_PARAMETERS, OUR_FAULT",
        "200, isv.DAY_LIMIT_CONTROL, OUR_FAULT",
        "200, isv.MONTH_LIMIT_CONTROL, OUR_FAULT",
        "200, isp.RAM_PERMISSION_DENY, OUR_FAULT",
        "403, Forbidden.RAM, OUR_FAULT",
        "403, NoPermission, OUR_FAULT",
        "400, InvalidTimeStamp.Expired, OUR_FAULT",
        "400, MissingSignName, OUR_FAULT",
        "200, isp.SYSTEM_ERROR, UNCONFIRMED",
        "200, isv.NEVER_HEARD_OF, UNCONFIRMED",
        "400, NeverHeardOf, UNCONFIRMED",
        "500, InternalError, UNCONFIRMED",
        "503, ServiceUnavailable, UNCONFIRMED",
        "502, isv.AMOUNT_NOT_ENOUGH, UNCONFIRMED",
    })
    void everyErrorHasItsMeaningAndIsAskedOnce(int status, String code, Meaning meaning) {
        SmsMessage message = code();
        aliyun.behaves(Behaviour.answering(status, code));

        assertThat(failure(sender, message)).isEqualTo(new Failed(meaning, code));
        assertThat(aliyun.requestsWith(message)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "<html>", "[]", "{}", "null", "{\"Code\":null}", "{\"Code\":\"no code at all\"}"})
    void anAnswerThatNobodyCanReadConfirmsNothing(String garbage) {
        for (int status : List.of(200, 400, 502)) {
            aliyun.behaves(Behaviour.saying(status, garbage));
            assertThat(failure(sender, code()).meaning())
                    .as(status + " " + garbage)
                    .isEqualTo(UNCONFIRMED);
        }
        assertThat(aliyun.requests()).hasSize(3);
    }

    @Test
    void whatTheGateTurnsAwayIsTriedOnceMore() {
        for (int status : List.of(400, 429, 503)) {
            aliyun.forget();
            aliyun.behaves(Behaviour.answering(status, "Throttling.User"));
            assertThat(failure(sender, code())).isEqualTo(new Failed(NOT_TAKEN, "Throttling.User"));
            assertThat(aliyun.requests()).hasSize(2);
        }
    }

    @Test
    void aProviderThatHangsIsWaitedForUntilTheTimeoutAndAskedOnce() {
        SmsMessage message = code();
        aliyun.behaves(Behaviour.hanging());
        long began = System.nanoTime();

        assertThat(failure(impatient, message).meaning()).isEqualTo(UNCONFIRMED);
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isBetween(Duration.ofMillis(300), Duration.ofSeconds(3));
        assertThat(aliyun.requestsWith(message)).hasSize(1);
    }

    @Test
    void anAnswerThatComesTooLateConfirmsNothing() throws InterruptedException {
        SmsMessage message = code();
        aliyun.behaves(Behaviour.late(Duration.ofMillis(1500)));

        assertThat(failure(impatient, message).meaning()).isEqualTo(UNCONFIRMED);
        Thread.sleep(1500);
        assertThat(aliyun.requestsWith(message)).hasSize(1);
    }

    @Test
    void anAnswerThatComesLateAndInTimeIsFine() {
        aliyun.behaves(Behaviour.late(Duration.ofMillis(300)));
        assertThat(outcome(sender, code())).startsWith("biz-");
    }

    @Test
    void whoeverHangsUpAfterTheRequestMayHaveSentIt() {
        SmsMessage message = code();
        aliyun.behaves(Behaviour.dropping());
        assertThat(failure(sender, message).meaning()).isEqualTo(UNCONFIRMED);
        assertThat(aliyun.requestsWith(message)).hasSize(1);
    }

    @Test
    void whoeverHangsUpBeforeTheRequestLeavesItOpenToo() {
        aliyun.hangsUp(true);
        try (AliyunSender fresh = sender(aliyun.endpoint(), AliyunStandIn.KEY_ID, AliyunStandIn.SECRET)) {
            assertThat(failure(fresh, code()).meaning()).isEqualTo(UNCONFIRMED);
        }
    }

    @Test
    void whereNobodyListensNothingWasSent() {
        try (AliyunSender lost = sender("127.0.0.1:1", AliyunStandIn.KEY_ID, AliyunStandIn.SECRET)) {
            assertThat(failure(lost, code()).meaning()).isEqualTo(NOT_TAKEN);
        }
        try (AliyunSender lost = sender("nowhere.invalid", AliyunStandIn.KEY_ID, AliyunStandIn.SECRET)) {
            assertThat(failure(lost, code()).meaning()).isEqualTo(NOT_TAKEN);
        }
    }

    @Test
    void manyAtOnceToAProviderThatHangsStayBoundedAndTheirPlacesComeBack() {
        aliyun.behaves(Behaviour.hanging());
        long began = System.nanoTime();
        List<Failed> failures = Flux.range(0, 500)
                .flatMap(i -> failing(impatient, code()).subscribeOn(Schedulers.parallel()), 500)
                .collectList()
                .block(PATIENCE);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        assertThat(failures)
                .hasSize(500)
                .filteredOn(new Failed(NOT_TAKEN, AliyunSender.TOO_MANY_AT_ONCE)::equals)
                .hasSize(500 - 16);
        assertThat(aliyun.requests()).hasSize(16);
        assertThat(failures)
                .filteredOn(failed -> failed.meaning() == UNCONFIRMED)
                .hasSize(16);

        aliyun.behaves(Behaviour.accepting());
        Platform.until(() -> outcome(impatient, code()), outcome -> outcome.startsWith("biz-"));
    }

    @Test
    void manyAtOnceToAProviderThatAnswersAllArriveOnceEach() {
        List<String> outcomes = Flux.range(0, 300)
                .flatMap(i -> sender.send(code()).subscribeOn(Schedulers.parallel()), 8)
                .collectList()
                .block(PATIENCE);
        assertThat(outcomes).hasSize(300).doesNotHaveDuplicates();
        assertThat(aliyun.requests()).hasSize(300);
    }

    @Test
    void ourOwnFaultIsToldLoudlyAndNothingElseIsAndNoNumberEver() {
        Logger logger = (Logger) LoggerFactory.getLogger("ROOT");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        double before = faults();
        for (String code : List.of("isv.MOBILE_NUMBER_ILLEGAL", "isp.SYSTEM_ERROR", "isv.AMOUNT_NOT_ENOUGH")) {
            aliyun.behaves(Behaviour.code(code));
            failure(sender, code());
        }
        logger.detachAppender(log);

        assertThat(faults() - before).isEqualTo(1);
        assertThat(log.list)
                .filteredOn(event -> event.getLevel() == Level.ERROR)
                .extracting(ILoggingEvent::getFormattedMessage)
                .singleElement()
                .asString()
                .contains("isv.AMOUNT_NOT_ENOUGH")
                .containsPattern("request [0-9a-f-]{36}");
        assertThat(log.list).noneMatch(event -> event.getFormattedMessage().contains("13800138000"));
    }

    @Test
    void aSenderThatIsClosedTakesNothing() {
        AliyunSender closed = sender(aliyun.endpoint(), AliyunStandIn.KEY_ID, AliyunStandIn.SECRET);
        assertThat(outcome(closed, code())).startsWith("biz-");
        closed.close();
        aliyun.forget();

        assertThat(failure(closed, code()).meaning()).isEqualTo(NOT_TAKEN);
        assertThat(aliyun.requests()).isEmpty();
    }

    @Test
    void settingsTellNoSecret() {
        assertThat(settings("here", "the key id", "the secret", 1).toString())
                .doesNotContain("the key id", "the secret");
    }

    private record Failed(Meaning meaning, String code) {}

    private static double faults() {
        return METERS.counter("wellspring.sms.faults").count();
    }

    private static SmsMessage code() {
        return SmsMessage.code(PHONE, Template.REGISTER, "123456");
    }

    /** From a thread on which nothing may block. */
    private static String outcome(SmsSender sender, SmsMessage message) {
        return Objects.requireNonNull(sender.send(message)
                .onErrorResume(SmsFailure.class, failure -> Mono.just(failure.meaning() + " " + failure.getMessage()))
                .subscribeOn(Schedulers.parallel())
                .block(PATIENCE));
    }

    private static Failed failure(SmsSender sender, SmsMessage message) {
        return Objects.requireNonNull(
                failing(sender, message).subscribeOn(Schedulers.parallel()).block(PATIENCE));
    }

    private static Mono<Failed> failing(SmsSender sender, SmsMessage message) {
        return sender.send(message)
                .map(accepted -> new Failed(UNCONFIRMED, "it was accepted"))
                .onErrorResume(
                        SmsFailure.class,
                        failure -> Mono.just(new Failed(failure.meaning(), String.valueOf(failure.getMessage()))));
    }

    static AliyunSender sender(String endpoint, String keyId, String secret) {
        return sender(endpoint, keyId, secret, 10_000);
    }

    private static AliyunSender sender(String endpoint, String keyId, String secret, int timeoutMillis) {
        AliyunSettings settings = settings(endpoint, keyId, secret, timeoutMillis);
        return new AliyunSender(settings, METERS);
    }

    private static AliyunSettings settings(String endpoint, String keyId, String secret, int timeoutMillis) {
        return new AliyunSettings(
                keyId,
                secret,
                AliyunStandIn.SIGN_NAME,
                AliyunStandIn.TEMPLATES,
                "cn-hangzhou",
                endpoint,
                "http",
                timeoutMillis,
                1000,
                timeoutMillis,
                10,
                16,
                50);
    }
}
