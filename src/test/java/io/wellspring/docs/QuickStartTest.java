package io.wellspring.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.auth.operator.Operators;
import io.wellspring.testing.OwnRedis;
import io.wellspring.testing.Servers;
import io.wellspring.testing.TestSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Runs the very commands of the quick start, in a shell, against a local run. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = TestSettings.class)
@ActiveProfiles("local")
class QuickStartTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern TESTED = Pattern.compile("<!-- tested -->\n```sh\n(.*?)```", Pattern.DOTALL);

    private static final OwnRedis REDIS = OwnRedis.start();

    @Autowired
    Operators operators;

    @Autowired
    DatabaseClient database;

    @LocalServerPort
    int port;

    @TempDir
    Path folder;

    /** Its own, for it moves the clock. */
    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        String database = Servers.emptyDatabase("quick_start");
        registry.add("WELLSPRING_DATABASE", () -> database);
        registry.add("WELLSPRING_REDIS", REDIS::url);
        registry.add("spring.flyway.locations", () -> "classpath:db/migration,classpath:local/migration");
    }

    @BeforeEach
    void theFirstOperatorAndNobodyElse() {
        database.sql("DELETE FROM operator").then().block(PATIENCE);
        operators.ensureFirst("operator", "the password shown").block(PATIENCE);
    }

    @Test
    void theCommandsOfTheQuickStartDoWhatItSays() throws IOException, InterruptedException {
        List<String> answers = run("set -eu\n" + commands("src/docs/quick-start/README.md"));
        String all = String.join("\n", answers);

        assertThat(all).doesNotContain("urn:wellspring:problem");
        assertThat(line(answers, "\"joinedAt\"")).contains("138****8002");
        assertThat(answers.stream().filter(answer -> answer.contains("\"ACCEPTED\"")))
                .hasSize(5 + 1 + 2);
        assertThat(line(answers, "ALREADY_KNOWN")).contains("A-5");
        List<String> plans = lines(answers, "\"figures\"");
        assertThat(plans.get(0)).contains("\"position\":5", "\"price\":\"2.1745\"", "\"pool\":\"506.64\"");
        assertThat(lines(answers, "\"balances\"").get(0)).contains("\"EQUITY\"");
        assertThat(line(answers, "\"items\"")).contains("ORDER_GRANT", "nextCursor");
        List<String> sales = redemptions(answers);
        assertThat(sales).hasSize(2);
        assertThat(sales.get(1)).isEqualTo(sales.get(0));
        assertThat(sales.get(0)).contains("\"gross\":\"217.44\"", "\"fee\":\"21.75\"", "\"paid\":\"195.69\"");
        assertThat(lines(answers, "\"balances\"").get(2)).contains("\"asset\":\"CNY\",\"amount\":\"195.69\"");
        assertThat(plans.get(1)).contains("\"position\":6");
        assertThat(line(answers, "\"standing\"")).contains("TAKES_PART", "\"provisional\":true", "\"paid\":\"310.00\"");
        assertThat(line(answers, "\"provisional\":false"))
                .contains("\"paid\":\"310.00\"", "¥1000.00 × 30%", "\"quotaAfter\":\"1690.00\"");
        assertThat(line(answers, "\"publishedAt\"")).contains("\"sales\":\"1000.00\"", "\"stage\":\"PUBLISHED\"");
        assertThat(line(answers, "remainingBefore"))
                .contains("\"released\":\"54.00\"", "\"remainingAfter\":\"7446.00\"", "floor(36.00 × 50%) = 18.00");
        assertThat(line(answers, "\"daily\"")).contains("\"remaining\":\"7446.00\"");
        assertThat(line(answers, "\"generations\":[1,0]")).contains("\"inAll\":{\"cash\":\"3000.00\"");
    }

    @Test
    void thoseOfThePageForAppsToo() throws IOException, InterruptedException {
        List<String> answers = run("set -eu\n" + commands("api-docs/README.md"));

        List<String> problems = lines(answers, "urn:wellspring:problem");
        assertThat(problems).hasSize(2);
        assertThat(problems.get(0)).contains("\"code\":\"not-registered\"");
        assertThat(problems.get(1)).contains("\"code\":\"missing-field\"");
        assertThat(lines(answers, "\"resendAfterSeconds\":60")).hasSize(1);
        assertThat(lines(answers, "\"refreshToken\"")).hasSize(2);
        assertThat(redemptions(answers)).hasSize(2);
        assertThat(lines(answers, "event: member")).isNotEmpty();
        assertThat(line(answers, "nextCursor")).contains("\"items\"");
        assertThat(answers).contains("204");
    }

    /** Lines of a statement name redemptions too. */
    private static List<String> redemptions(List<String> answers) {
        return answers.stream()
                .filter(answer -> answer.startsWith("{\"id\"") && answer.contains("\"gross\""))
                .toList();
    }

    private static String commands(String page) throws IOException {
        return TESTED.matcher(Files.readString(Path.of(page)))
                .results()
                .map(MatchResult::group)
                .map(block -> block.substring(block.indexOf("sh\n") + 3, block.lastIndexOf("```")))
                .collect(Collectors.joining("\n"));
    }

    private List<String> run(String script) throws IOException, InterruptedException {
        Path output = folder.resolve("output");
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", script).redirectErrorStream(true);
        shell.environment().put("API", "http://127.0.0.1:" + port);
        shell.environment().put("PASSWORD", "the password shown");
        Process process = shell.redirectOutput(output.toFile()).start();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(said).isZero();
        return said.lines().toList();
    }

    private static String line(List<String> lines, String with) {
        return lines(lines, with).get(0);
    }

    private static List<String> lines(List<String> lines, String with) {
        Stream<String> found = lines.stream().filter(line -> line.contains(with));
        return found.toList();
    }
}
