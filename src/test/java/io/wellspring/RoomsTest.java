package io.wellspring;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** Holds the rooms to their borders. */
class RoomsTest {

    private static final Path SOURCES = Path.of("src/main/java/io/wellspring");
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.wellspring");

    /** Which tables belong to which room: the beginning of their names. */
    private static final Map<String, List<String>> TABLES = Map.of(
            "ledger", List.of("ledger_"),
            "member", List.of("member"),
            "auth", List.of("password", "operator", "client", "mall_", "session", "refresh_token"),
            "sms", List.of("sms_"),
            "plan", List.of("plan", "plan_", "equity_", "loop_", "release_"),
            "order", List.of("order_"),
            "local", List.of("local_"));

    private static final Pattern TABLE =
            Pattern.compile("(?:(?<!DISTINCT )FROM|INTO|UPDATE|JOIN|TABLE|COPY)\\s+([a-z_]+)\\b(?!\\s*\\()");
    /** What a statement names itself. */
    private static final Pattern NAMED = Pattern.compile("\\b([a-z_]+) AS (?:(?:NOT )?MATERIALIZED )?\\(");

    private static final List<String> NO_TABLES = List.of("unnest", "generate_series", "pg_control_system");

    /** Asks which rights there are, outside of all rooms, and so of every table at once. */
    private static final String OF_THE_CATALOGUE = "NodeRightsSql.java";

    @Test
    void everyRoomUsesOnlyWhatItsPackageAllows() {
        ApplicationModules.of(WellspringApplication.class).verify();
    }

    @Test
    void pureRulesKnowNoFrameworkNoDatabaseAndNoClock() {
        noClasses()
                .that()
                .resideInAPackage("io.wellspring.plan.*.rules..")
                .and()
                .haveSimpleNameNotEndingWith("package-info")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..",
                        "reactor..",
                        "io.r2dbc..",
                        "tools.jackson..",
                        "java.time..",
                        "java.util.concurrent..",
                        "java.sql..")
                .because("rules are pure functions of amounts")
                .check(CLASSES);
    }

    @Test
    void redisIsUsedOnlyByLiveViewsCodesAndLimitsAndTheWatch() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.wellspring",
                        "io.wellspring.live..",
                        "io.wellspring.auth..",
                        "io.wellspring.limit..",
                        "io.wellspring.watch..",
                        "io.wellspring.local..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.data.redis..", "io.lettuce..", "redis.embedded..")
                .check(CLASSES);
    }

    @Test
    void theLocalRoomIsUsedByNone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.wellspring.local..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.wellspring.local..")
                .check(CLASSES);
    }

    @Test
    void valueIsNeverABinaryFraction() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> guilty = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> Pattern.compile("\\b(double|float|Double|Float)\\b")
                            .matcher(code(file).replace("CoercionInputShape.Float", ""))
                            .find())
                    .toList();
            assertThat(guilty).isEmpty();
        }
    }

    @Test
    void theSqlOfARoomTouchesOnlyItsOwnTables() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<String> foreign = files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(RoomsTest::foreignTables)
                    .toList();
            assertThat(foreign).isEmpty();
        }
    }

    private static Stream<String> foreignTables(Path file) {
        String room = SOURCES.relativize(file).getName(0).toString();
        List<String> own = TABLES.getOrDefault(room, List.of());
        return sqlOf(text(file))
                .flatMap(RoomsTest::tables)
                .filter(table -> !NO_TABLES.contains(table) && !room.equals(OF_THE_CATALOGUE))
                .filter(table -> own.stream().noneMatch(table::startsWith))
                .map(table -> file + " touches " + table);
    }

    private static Stream<String> tables(String sql) {
        Set<String> named =
                NAMED.matcher(sql).results().map(match -> match.group(1)).collect(Collectors.toSet());
        return TABLE.matcher(sql).results().map(match -> match.group(1)).filter(table -> !named.contains(table));
    }

    private static Stream<String> sqlOf(String source) {
        Matcher strings = Pattern.compile(
                        "\"\"\"(.*?)\"\"\"|\"((?:SELECT|INSERT|UPDATE| FROM)[^\"]*)\"", Pattern.DOTALL)
                .matcher(source);
        return strings.results().map(match -> match.group(1) != null ? match.group(1) : match.group(2));
    }

    private static String code(Path file) {
        return text(file).replaceAll("(?s)/\\*.*?\\*/", "").replaceAll("//.*", "");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
