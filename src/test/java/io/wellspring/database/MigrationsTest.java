package io.wellspring.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.Servers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * While a version is rolled out, and after it was taken back, nodes of the version before work on the schema of the newer
 * one. So a migration takes nothing away that they use, and asks for nothing that they do not give: see
 * {@code src/docs/migrations.md}.
 */
class MigrationsTest {

    private static final Path MIGRATIONS = Path.of("src/main/resources/db/migration");
    /** Those before were there when the rule was made. */
    private static final int FIRST_UNDER_THE_RULE = 18;

    private static final Pattern VERSION = Pattern.compile("V(\\d+)__.*\\.sql");
    /** What a semicolon does not end: a comment, a quoted text, the body of a function. */
    private static final Pattern WHOLE = Pattern.compile("--[^\\n]*|'[^']*'|(\\$\\w*\\$).*?\\1", Pattern.DOTALL);

    private static final Pattern MADE_HERE =
            Pattern.compile("create table (?:if not exists )?([a-z_.]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern ON_TABLE =
            Pattern.compile("(?:alter table (?:if exists )?(?:only )?|\\bon (?:only )?)([a-z_.]+)");
    /** Rows have nothing yet in a column that is added beside it. */
    private static final Pattern OF_A_NEW_COLUMN =
            Pattern.compile("add column (\\w+) (.*)add constraint \\w+ unique \\(\\1\\)");

    private static final Pattern REASON = Pattern.compile("suits the version before: .{15,}");

    private static final Map<String, Pattern> FORBIDDEN = forbidden();

    private static Map<String, Pattern> forbidden() {
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put("drops what nodes may use", "\\bdrop (table|column|view|function|type|domain|sequence|schema)\\b");
        forms.put("drops a default that inserts may rely on", "\\bdrop default\\b");
        forms.put("renames", "\\brename\\b");
        forms.put("changes a type", "\\balter (column )?\\w+ (set data )?type\\b");
        forms.put("demands a value", "\\bset not null\\b");
        forms.put(
                "adds a column that inserts do not fill",
                "\\badd (column )?(if not exists )?(?!constraint|column)\\w+ (?![^,]*\\b(default|generated)\\b)[^,]*\\bnot null\\b");
        forms.put("adds a rule that rows may break", "\\badd constraint\\b");
        forms.put("adds uniqueness that rows may break", "\\bcreate unique index\\b");
        forms.put(
                "adds a trigger that refuses",
                "\\bcreate (or replace )?(constraint )?trigger\\b.*\\bexecute \\w+ refuse");
        Map<String, Pattern> patterns = new LinkedHashMap<>();
        forms.forEach((fault, form) -> patterns.put(fault, Pattern.compile(form)));
        return patterns;
    }

    @Test
    void everyMigrationSuitsTheVersionBefore() throws IOException {
        try (Stream<Path> files = Files.list(MIGRATIONS)) {
            List<Path> bound = files.filter(file -> version(file) >= FIRST_UNDER_THE_RULE)
                    .sorted()
                    .toList();
            assertThat(bound).isNotEmpty();
            assertThat(bound)
                    .flatExtracting(file -> faults(file.getFileName() + ": ", text(file)))
                    .isEmpty();
        }
    }

    /** As after a rollback: the newer version has left its migration and its column, and this one serves on. */
    @Test
    void aNodeStartsOnTheSchemaOfANewerVersion() {
        Map<String, String> settings = new HashMap<>(Servers.settings());
        settings.put("WELLSPRING_DATABASE", Servers.emptyDatabase("newer_schema"));
        ApplicationContextRunner node = new ApplicationContextRunner()
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .withPropertyValues(settings.entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new))
                .withConfiguration(AutoConfigurations.of(FlywayAutoConfiguration.class))
                .withBean(NodeRights.class, () -> new NodeRights(Servers.NODE));
        node.run(first -> assertThat(first).hasNotFailed());

        JdbcClient jdbc = JdbcClient.create(Servers.postgresql().getDatabase("postgres", "newer_schema"));
        jdbc.sql("ALTER TABLE plan_log ADD COLUMN newer text").update();
        jdbc.sql("""
                        INSERT INTO flyway_schema_history
                               (installed_rank, version, description, type, script, checksum, installed_by,
                                execution_time, success)
                        VALUES (9999, '9999', 'newer', 'SQL', 'V9999__newer.sql', 1, 'postgres', 1, true)
                        """).update();

        node.run(again -> assertThat(again).hasNotFailed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP TABLE member",
                "ALTER TABLE member DROP COLUMN phone",
                "ALTER TABLE member RENAME TO person",
                "ALTER TABLE member RENAME COLUMN phone TO number",
                "ALTER TABLE member ALTER COLUMN id TYPE int",
                "ALTER TABLE member ALTER id SET DATA TYPE int",
                "ALTER TABLE member ALTER COLUMN phone SET NOT NULL",
                "ALTER TABLE member ALTER COLUMN joined_at DROP DEFAULT",
                "ALTER TABLE member ADD COLUMN nickname text NOT NULL",
                "ALTER TABLE member ADD COLUMN a int NOT NULL DEFAULT 0, ADD COLUMN b int NOT NULL",
                "ALTER TABLE member ADD nickname text CHECK (nickname <> '') NOT NULL",
                "ALTER TABLE member ADD CONSTRAINT short CHECK (length(phone) < 9)",
                "CREATE UNIQUE INDEX once ON member (phone)",
                "CREATE TRIGGER stays BEFORE UPDATE ON member EXECUTE FUNCTION refuse_edit()",
                "DROP FUNCTION wellspring_now()",
                "DO $$ BEGIN ALTER TABLE member DROP COLUMN phone; END $$",
                "-- It suits the version before: no.\nDROP TABLE member",
                "-- suits the version before: it knows nothing of it yet\nSELECT 1;\nDROP TABLE member"
            })
    void whatDoesNotSuitIsFound(String migration) {
        assertThat(faults("", migration)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE member ADD COLUMN nickname text",
                "ALTER TABLE member ADD COLUMN level int NOT NULL DEFAULT 0, ADD COLUMN nickname text",
                "ALTER TABLE member ADD COLUMN day date GENERATED ALWAYS AS (now()) STORED NOT NULL",
                "CREATE TABLE pet (id bigint NOT NULL, name text); CREATE UNIQUE INDEX pet_name ON pet (name);"
                        + " ALTER TABLE pet ALTER COLUMN name SET NOT NULL;"
                        + " CREATE TRIGGER pet_stays BEFORE UPDATE ON pet EXECUTE FUNCTION refuse_edit()",
                "ALTER TABLE member ALTER COLUMN phone DROP NOT NULL",
                "CREATE INDEX member_day ON member (joined_at)",
                "ALTER TABLE member ADD COLUMN serial bigint GENERATED ALWAYS AS IDENTITY,"
                        + " ADD CONSTRAINT member_serial UNIQUE (serial)",
                "CREATE TRIGGER keeps AFTER INSERT ON member FOR EACH ROW EXECUTE FUNCTION keep_something()",
                "-- A rename of nothing; DROP TABLE is a word here.\nSELECT 'DROP TABLE member'",
                "-- Suits the version before: nodes have not read this column since version 12.\n"
                        + "ALTER TABLE member DROP COLUMN phone"
            })
    void whatSuitsIsLeftAlone(String migration) {
        assertThat(faults("", migration)).isEmpty();
    }

    private static List<String> faults(String where, String migration) {
        Set<String> madeHere = MADE_HERE
                .matcher(migration)
                .results()
                .map(made -> made.group(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        String parted = WHOLE.matcher(migration)
                .replaceAll(whole -> Matcher.quoteReplacement(whole.group().replace(';', ',')));
        return Arrays.stream(parted.split(";"))
                .flatMap(statement -> faults(statement, madeHere))
                .map(where::concat)
                .toList();
    }

    private static Stream<String> faults(String statement, Set<String> madeHere) {
        String comments = Pattern.compile("--[^\\n]*")
                .matcher(statement)
                .results()
                .map(MatchResult::group)
                .map(comment -> comment.substring(2).strip())
                .collect(Collectors.joining(" "));
        String sql = statement
                .replaceAll("--[^\\n]*", " ")
                .replaceAll("'[^']*'", "''")
                .replaceAll("\\s+", " ")
                .strip()
                .toLowerCase(Locale.ROOT)
                .transform(text -> OF_A_NEW_COLUMN.matcher(text).replaceAll("add column $1 $2"));
        Matcher table = ON_TABLE.matcher(sql);
        if (REASON.matcher(comments.toLowerCase(Locale.ROOT)).find()
                || !sql.startsWith("do ") && table.find() && madeHere.contains(table.group(1))) {
            return Stream.empty();
        }
        return FORBIDDEN.entrySet().stream()
                .filter(form -> form.getValue().matcher(sql).find())
                .map(form -> form.getKey() + ": " + sql)
                .limit(1);
    }

    private static int version(Path file) {
        Matcher version = VERSION.matcher(file.getFileName().toString());
        return version.matches() ? Integer.parseInt(version.group(1)) : 0;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
