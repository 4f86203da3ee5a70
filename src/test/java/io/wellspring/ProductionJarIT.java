package io.wellspring;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.JavaProcess;
import io.wellspring.testing.Servers;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/** What is deployed: it carries nothing of a local run, says what it lacks, and starts with what it needs. */
class ProductionJarIT {

    private static final String JAR = "target/wellspring.jar";

    private static final String EVERY_MISSING_SETTING = """
            WELLSPRING_DATABASE is missing: it says where PostgreSQL is, as host:port/database, for example \
            db.example.com:5432/wellspring.
            WELLSPRING_DATABASE_USER is missing: it says as whom the application signs in to PostgreSQL, as a role's \
            name, for example wellspring.
            WELLSPRING_DATABASE_PASSWORD is missing: it holds the password of that role, as plain text.
            WELLSPRING_REDIS is missing: it says where Redis is, as a URL, for example \
            redis://redis.example.com:6379.
            WELLSPRING_PHONE_KEYS is missing: it holds the keys that encrypt and find phone numbers, the first one \
            writing, as id:base64 of 32 bytes, several separated by commas, for example \
            p2:<openssl rand -base64 32>,p1:<the key before>.
            WELLSPRING_CODE_KEY is missing: it holds the keys of the hashes of SMS codes, the first one making, as \
            base64 of 32 bytes, several separated by commas, for example <openssl rand -base64 32>.
            WELLSPRING_SIGNING_KEYS is missing: it holds the keys that sign access tokens, the first one signing, as \
            a JWK set of private P-256 keys with key ids, for example \
            {"keys":[{"kty":"EC","crv":"P-256","kid":"s1","x":"...","y":"...","d":"..."}]}.
            WELLSPRING_ALIYUN_ACCESS_KEY_ID is missing: it says as whom Aliyun is asked (WELLSPRING_SMS_SENDER=none \
            makes this and the other settings of Aliyun unnecessary), as the id of a RAM user's access key.
            WELLSPRING_ALIYUN_ACCESS_KEY_SECRET is missing: it holds the secret of that key, as plain text.
            WELLSPRING_ALIYUN_SIGN_NAME is missing: it says who signs the messages, as the sign name that Aliyun \
            approved.
            WELLSPRING_ALIYUN_TEMPLATES is missing: it says which template of Aliyun stands for which text, as \
            TEXT=code for each of REGISTER, SIGN_IN, RESET_PASSWORD, CHANGE_PASSWORD, CHANGE_PHONE, CLOSE_ACCOUNT and \
            SECURITY_NOTICE, and for ENTER where it is not that of SIGN_IN, separated by commas, for example \
            REGISTER=SMS_1,SIGN_IN=SMS_2.
            """;

    @Test
    void carriesNoServersAndNothingOfALocalRun() throws IOException {
        try (JarFile jar = new JarFile(JAR)) {
            List<String> entries = jar.stream().map(JarEntry::getName).toList();

            assertThat(entries)
                    .contains("BOOT-INF/classes/io/wellspring/WellspringApplication.class")
                    .noneMatch(entry -> entry.startsWith("BOOT-INF/classes/io/wellspring/local"))
                    .noneMatch(entry -> entry.startsWith("BOOT-INF/classes/local"))
                    .noneMatch(entry -> entry.matches(".*(embedded-(postgres|redis)|zonky|codemonstur).*"));
        }
    }

    @Test
    void saysEverySettingThatItLacks() throws IOException, InterruptedException {
        try (JavaProcess process = JavaProcess.start(Map.of(), "-jar", JAR)) {
            assertThat(process.exitCode()).isEqualTo(1);
            assertThat(process.output())
                    .contains("\n\n" + EVERY_MISSING_SETTING + "\n")
                    .doesNotContain("\tat ", "Exception");
        }
    }

    @Test
    void refusesTheOutboxEvenWhenItsProfileIsNamed() throws IOException, InterruptedException {
        Map<String, String> settings = new HashMap<>(Servers.settings());
        settings.put("WELLSPRING_SMS_SENDER", "outbox");
        settings.put("SPRING_PROFILES_ACTIVE", "local");

        try (JavaProcess process = JavaProcess.start(settings, "-jar", JAR)) {
            assertThat(process.exitCode()).isEqualTo(1);
            assertThat(process.output())
                    .contains("\n\nWELLSPRING_SMS_SENDER is \"outbox\", which only local runs have: it says")
                    .doesNotContain("\tat ", "Exception");
        }
    }

    @Test
    void startsWithItsSettingsAndWithoutTheLocalPages() throws IOException, InterruptedException {
        Map<String, String> settings = new HashMap<>(Servers.settings());
        settings.put("WELLSPRING_DATABASE", Servers.emptyDatabase("production_jar"));
        settings.put("WELLSPRING_PORT", "0");

        try (JavaProcess process = JavaProcess.start(settings, "-jar", JAR)) {
            String here = "http://127.0.0.1:" + process.await("Netty started on port (\\d+)");
            process.await("(Started) WellspringApplication");

            assertThat(JavaProcess.get(process.management() + "/actuator/health/readiness")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(JavaProcess.get(here + "/local/sms").statusCode()).isNotEqualTo(200);
            assertThat(process.output()).doesNotContain(" WARN ", "WARNING");

            process.terminate();
        }
    }

    @Test
    void isReadyWithoutRedis() throws IOException, InterruptedException {
        Map<String, String> settings = new HashMap<>(Servers.settings());
        settings.put("WELLSPRING_DATABASE", Servers.emptyDatabase("production_jar_alone"));
        settings.put("WELLSPRING_REDIS", "redis://127.0.0.1:1");
        settings.put("WELLSPRING_PORT", "0");

        try (JavaProcess process = JavaProcess.start(settings, "-jar", JAR)) {
            process.await("(Started) WellspringApplication");

            assertThat(JavaProcess.get(process.management() + "/actuator/health/readiness")
                            .statusCode())
                    .isEqualTo(200);
        }
    }
}
