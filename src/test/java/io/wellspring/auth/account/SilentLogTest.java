package io.wellspring.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.MeterRegistry;
import io.wellspring.auth.caller.AuthSettings;
import io.wellspring.auth.caller.Settings;
import io.wellspring.auth.code.Purpose;
import io.wellspring.auth.code.SmsCodeController;
import io.wellspring.auth.mall.MallChanges;
import io.wellspring.auth.operator.FirstOperator;
import io.wellspring.auth.session.IssuedTokens;
import io.wellspring.member.Phone;
import io.wellspring.sms.SmsMessage;
import io.wellspring.sms.Template;
import io.wellspring.testing.Api;
import io.wellspring.testing.Api.Answer;
import io.wellspring.testing.WellspringTest;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

@WellspringTest
class SilentLogTest {

    private static final List<String> TALKATIVE = List.of(
            "io.wellspring", "org.springframework.security", "org.springframework.r2dbc", "io.r2dbc", "io.lettuce");

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @Autowired
    Api api;

    @Autowired
    MeterRegistry meters;

    @BeforeEach
    void listen() {
        log.start();
        logger(Logger.ROOT_LOGGER_NAME).addAppender(log);
        TALKATIVE.forEach(name -> logger(name).setLevel(Level.DEBUG));
    }

    @AfterEach
    void stopListening() {
        logger(Logger.ROOT_LOGGER_NAME).detachAppender(log);
        TALKATIVE.forEach(name -> logger(name).setLevel(null));
    }

    @Test
    void noNumberCodePasswordOrTokenReachesTheLogEvenWhenAllIsTold() {
        Story story = story("13000130001");
        String told = List.copyOf(log.list).stream()
                .map(event ->
                        event.getLoggerName() + " " + event.getFormattedMessage() + " " + event.getThrowableProxy())
                .collect(Collectors.joining("\n"));
        assertThat(told).isNotEmpty();
        story.isNotIn(told);
    }

    @Test
    void noRefusalOrMetricTellsThemEither() {
        Story story = story("13000130003");
        assertThat(story.refusals()).hasSize(5).allSatisfy(refusal -> {
            assertThat(refusal.status()).isBetween(400, 499);
            story.isNotIn(refusal.text() + refusal.headers());
        });
        story.isNotIn(meters.getMeters().stream()
                .map(meter -> meter.getId().toString())
                .collect(Collectors.joining("\n")));
    }

    /** What a member did, and what was refused on the way. */
    private record Story(List<String> secrets, String code, List<Answer> refusals) {

        void isNotIn(String text) {
            assertThat(text).doesNotContain(secrets).doesNotContainPattern("\\b" + code + "\\b");
        }
    }

    private Story story(String phone) {
        String password = "unheard of password";
        String code = api.codeFor(phone, "REGISTER");
        var joined = api.post("/v1/registrations", Map.of("phone", phone, "code", code, "password", password));
        var tokens = api.post("/v1/tokens", Map.of("grant", "PASSWORD", "phone", phone, "password", password));
        String token = tokens.string("accessToken");
        assertThat(api.get("/v1/me", token).status()).isEqualTo(200);
        List<Answer> refusals = List.of(
                api.post("/v1/sms-codes", Map.of("phone", phone, "purpose", "REGISTER")),
                api.post("/v1/registrations", Map.of("phone", phone, "code", code)),
                api.post("/v1/tokens", Map.of("grant", "PASSWORD", "phone", phone, "password", password + "!")),
                api.post("/v1/sms-codes", Map.of("phone", phone + "1", "purpose", "REGISTER")),
                api.get("/v1/me", token + "x"));
        List<String> secrets = Stream.concat(
                        Stream.of(phone, password),
                        Stream.of(joined, tokens)
                                .flatMap(answer ->
                                        Stream.of(answer.string("accessToken"), answer.string("refreshToken"))))
                .toList();
        return new Story(secrets, code, refusals);
    }

    @Test
    void nothingThatCarriesASecretTellsIt() {
        var secretive = List.of(
                new TokenRequest(TokenGrant.PASSWORD, "13000130002", "s3", "s3", "s3", "s3", "s3", "s3", "s3", "s3"),
                new RegistrationController.RegistrationRequest("13000130002", "s3", "s3", "s3", "s3", "s3"),
                new SmsCodeController.SmsCodeRequest("13000130002", Purpose.REGISTER, "s3"),
                new IssuedTokens("s3", "s3", 1),
                new MallChanges.Credential("id", 1, "s3"),
                new FirstOperator.Setting("name", "s3"),
                SmsMessage.code("+8613000130002", Template.REGISTER, "s3"),
                new AuthSettings("s3", "s3", 1, 1, Settings.CODES, null, null, null, null),
                Phone.parse("13000130002"));
        assertThat(secretive)
                .allSatisfy(carrier -> assertThat(carrier.toString()).doesNotContain("s3", "13000130002"));
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }
}
