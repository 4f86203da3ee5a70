package io.wellspring.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellspring.sms.Template;
import io.wellspring.testing.Certificates;
import io.wellspring.testing.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationContextInitializedEvent;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class SettingsCheckTest {

    private final Map<String, Object> settings = new HashMap<>(Servers.settings());
    private final StandardEnvironment environment = new StandardEnvironment();

    @Test
    void wholeSettingsPass() {
        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    void everyMissingOrBlankSettingIsToldAtOnce() {
        settings.replaceAll((name, value) -> "WELLSPRING_REDIS".equals(name) ? " " : value);
        settings.remove("WELLSPRING_CODE_KEY");

        assertThatThrownBy(this::check).hasMessage("""
                        WELLSPRING_REDIS is missing: it says where Redis is, as a URL, for example \
                        redis://redis.example.com:6379.
                        WELLSPRING_CODE_KEY is missing: it holds the keys of the hashes of SMS codes, the first one \
                        making, as base64 of 32 bytes, several separated by commas, for example <openssl rand -base64 32>.""");
    }

    /** Otherwise everybody could ask how the node is; a port that is not set is 8080, and 8081 for management. */
    @ParameterizedTest
    @CsvSource({"9000,9000", "8081,", ",8080", "8081,08081"})
    void managementHasAPortOfItsOwn(@Nullable String api, @Nullable String management) {
        set("WELLSPRING_PORT", api);
        set("WELLSPRING_MANAGEMENT_PORT", management);
        assertThatThrownBy(this::check).hasMessageStartingWith("WELLSPRING_MANAGEMENT_PORT is the port of the API");

        settings.put("WELLSPRING_MANAGEMENT_PORT", "9001");
        assertThatCode(this::check).doesNotThrowAnyException();
    }

    private void set(String name, @Nullable String value) {
        settings.remove(name);
        if (value != null) {
            settings.put(name, value);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            WELLSPRING_DATABASE     | jdbc:postgresql://here/wellspring
            WELLSPRING_DATABASE     | here:5432
            WELLSPRING_PORT         | 65536
            WELLSPRING_MANAGEMENT_PORT | http
            WELLSPRING_DATABASE     | here:5432/wellspring?sslmode=require
            WELLSPRING_DATABASE_TLS | prefer
            WELLSPRING_REDIS        | here:6379
            WELLSPRING_REDIS        | http://here:6379
            WELLSPRING_PHONE_KEYS   | AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
            WELLSPRING_PHONE_KEYS   | p1:AAAAAAAAAAAAAAAAAAAAAA==
            WELLSPRING_PHONE_KEYS   | p1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=,
            WELLSPRING_CODE_KEY     | secret
            WELLSPRING_CODE_KEY     | AAAAAAAAAAAAAAAAAAAAAA==
            WELLSPRING_CODE_KEY     | AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=,
            WELLSPRING_CODE_KEY     | AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=,secret
            WELLSPRING_SIGNING_KEYS | secret
            WELLSPRING_SIGNING_KEYS | {"keys":[]}
            WELLSPRING_SIGNING_KEYS | {"keys":[{"kty":"oct","kid":"s1","k":"AAAA"}]}
            WELLSPRING_SMS_SENDER   | pigeon
            WELLSPRING_SMS_REPORT_KEY | 0123456789012345678901234567890
            WELLSPRING_SMS_REPORT_KEY | 0123456789012345678901234567890123456789/
            WELLSPRING_TRACES_URL   | somewhere:4318
            WELLSPRING_TRACES_SHARE | 1.1
            WELLSPRING_API_READER | true
            WELLSPRING_DEFAULT_LANGUAGE | zh-CN
            WELLSPRING_CORS_ORIGINS | *
            WELLSPRING_CORS_ORIGINS | null
            WELLSPRING_CORS_ORIGINS | https://shop.example.com/
            WELLSPRING_CORS_ORIGINS | https://Shop.example.com
            WELLSPRING_CORS_ORIGINS | https://shop.example.com:443
            WELLSPRING_CORS_ORIGINS | https://*.example.com
            WELLSPRING_CORS_ORIGINS | https://shop.example.com,
            """)
    void aWrongFormIsToldWithoutRepeatingTheValue(String name, String value) {
        settings.put(name, value);

        assertThatThrownBy(this::check)
                .hasMessageStartingWith(name + " has the wrong form: ")
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("\n", value));
    }

    @ParameterizedTest
    @CsvSource({
        "WELLSPRING_DATABASE, db.example.com/wellspring",
        "WELLSPRING_SMS_REPORT_KEY, ''",
        "WELLSPRING_TRACES_URL, ''",
        "WELLSPRING_TRACES_SHARE, 1.0",
        "WELLSPRING_API_READER, on",
        "WELLSPRING_DEFAULT_LANGUAGE, zh",
        "WELLSPRING_CORS_ORIGINS, ''",
        "WELLSPRING_CORS_ORIGINS, 'https://shop.example.com, http://localhost:5173,capacitor://localhost'",
        "WELLSPRING_SMS_REPORT_KEY, 01234567890123456789012345678901",
        "WELLSPRING_DATABASE, '[::1]:5432/wellspring'",
        "WELLSPRING_REDIS, rediss://user:password@redis.example.com:6380/1",
        "WELLSPRING_PHONE_KEYS, 'p2:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=,p1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='",
    })
    void everyGoodFormPasses(String name, String value) {
        settings.put(name, value);

        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    void aKeyIdThatIsUsedTwiceIsRefused() {
        settings.computeIfPresent("WELLSPRING_PHONE_KEYS", (name, keys) -> keys + "," + keys);

        assertThatThrownBy(this::check).hasMessageStartingWith("WELLSPRING_PHONE_KEYS has the wrong form: ");
    }

    @Test
    void anOwnerNeedsAPasswordAndOneRoleForAllDoesNot() {
        settings.remove("WELLSPRING_DATABASE_OWNER_PASSWORD");
        assertThatThrownBy(this::check).hasMessageStartingWith("WELLSPRING_DATABASE_OWNER_PASSWORD is missing: ");

        settings.put("WELLSPRING_DATABASE_OWNER", "");
        settings.put("WELLSPRING_DATABASE_OWNER_PASSWORD", "secret");
        assertThatThrownBy(this::check).hasMessageStartingWith("WELLSPRING_DATABASE_OWNER has the wrong form: ");

        settings.remove("WELLSPRING_DATABASE_OWNER");
        settings.remove("WELLSPRING_DATABASE_OWNER_PASSWORD");
        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    void aVerifiedWayNeedsAFileWithCertificates(@TempDir Path folder) throws IOException {
        settings.put("WELLSPRING_DATABASE_TLS", "verify-full");
        assertThatThrownBy(this::check).hasMessageStartingWith("WELLSPRING_DATABASE_CA is missing: ");

        Path file = folder.resolve("ca.crt");
        settings.put("WELLSPRING_DATABASE_CA", file.toString());
        assertThatThrownBy(this::check).hasMessageStartingWith("WELLSPRING_DATABASE_CA has the wrong form: ");
        Files.writeString(file, "");
        assertThatThrownBy(this::check).hasMessageStartingWith("WELLSPRING_DATABASE_CA has the wrong form: ");

        settings.put("WELLSPRING_DATABASE_CA", Certificates.in(folder).authority());
        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    void theOutboxServesLocalRunsOnly() {
        settings.put("WELLSPRING_SMS_SENDER", "outbox");
        assertThatThrownBy(this::check)
                .hasMessageStartingWith("WELLSPRING_SMS_SENDER is \"outbox\", which only local runs have: ");

        environment.addActiveProfile("local");
        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    void aliyunIsTheSenderUnlessAnotherIsChosenAndNeedsItsSettings() {
        settings.remove("WELLSPRING_SMS_SENDER");
        assertThatThrownBy(this::check)
                .satisfies(failure -> assertThat(String.valueOf(failure.getMessage()))
                        .contains(
                                "WELLSPRING_ALIYUN_ACCESS_KEY_ID is missing: ",
                                "WELLSPRING_ALIYUN_ACCESS_KEY_SECRET is missing: ",
                                "WELLSPRING_ALIYUN_SIGN_NAME is missing: ",
                                "WELLSPRING_ALIYUN_TEMPLATES is missing: ")
                        .contains("WELLSPRING_SMS_SENDER=none makes this and the other settings of Aliyun unnecessary")
                        .doesNotContain("WELLSPRING_SMS_REPORT_KEY"));

        useAliyun();
        assertThatCode(this::check).doesNotThrowAnyException();
        settings.put("WELLSPRING_SMS_SENDER", "aliyun");
        assertThatCode(this::check).doesNotThrowAnyException();
    }

    @Test
    void aSenderThatIsSetToNothingIsNoChoice() {
        settings.put("WELLSPRING_SMS_SENDER", "");
        assertThatThrownBy(this::check).hasMessageStartingWith("WELLSPRING_SMS_SENDER has the wrong form: ");
    }

    @Test
    void anInstallationWithoutATextForEnteringStarts() {
        useAliyun();
        settings.put("WELLSPRING_SMS_SENDER", "aliyun");
        settings.put("WELLSPRING_ALIYUN_TEMPLATES", templates(any -> any != Template.ENTER));
        check();
    }

    @ParameterizedTest
    @EnumSource(value = Template.class, mode = EnumSource.Mode.EXCLUDE, names = "ENTER")
    void everyTextNeedsItsTemplate(Template template) {
        useAliyun();
        settings.put("WELLSPRING_SMS_SENDER", "aliyun");
        settings.put("WELLSPRING_ALIYUN_TEMPLATES", templates(other -> other != template));
        assertThatThrownBy(this::check).hasMessageStartingWith("WELLSPRING_ALIYUN_TEMPLATES has the wrong form: ");

        settings.put("WELLSPRING_ALIYUN_TEMPLATES", templates(any -> true) + "," + template + "=SMS_2");
        assertThatThrownBy(this::check).hasMessageStartingWith("WELLSPRING_ALIYUN_TEMPLATES has the wrong form: ");
    }

    private void useAliyun() {
        settings.put("WELLSPRING_ALIYUN_ACCESS_KEY_ID", "id");
        settings.put("WELLSPRING_ALIYUN_ACCESS_KEY_SECRET", "secret");
        settings.put("WELLSPRING_ALIYUN_SIGN_NAME", "活水");
        settings.put("WELLSPRING_ALIYUN_TEMPLATES", templates(any -> true));
    }

    private static String templates(Predicate<Template> named) {
        return Arrays.stream(Template.values())
                .filter(named)
                .map(template -> template + "=SMS_1")
                .collect(Collectors.joining(","));
    }

    private void check() {
        environment.getPropertySources().addFirst(new MapPropertySource("settings", settings));
        try (GenericApplicationContext context = new GenericApplicationContext()) {
            context.setEnvironment(environment);
            new SettingsCheck()
                    .onApplicationEvent(
                            new ApplicationContextInitializedEvent(new SpringApplication(), new String[0], context));
        }
    }
}
