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
import java.util.regex.MatchResult;
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

    /** The tables of each room, by the beginning of their names; of the inner rooms too. */
    private static final Map<String, List<String>> TABLES = Map.ofEntries(
            Map.entry("ledger", List.of("ledger_")),
            Map.entry("member", List.of("member", "member_")),
            Map.entry("auth/mall", List.of("client", "mall_")),
            Map.entry("auth/session", List.of("session", "refresh_token")),
            Map.entry("auth/password", List.of("password")),
            Map.entry("auth/operator", List.of("operator")),
            Map.entry("sms", List.of("sms_")),
            Map.entry("plan/register", List.of("plan", "plan_version", "plan_version_withdrawal", "plan_day")),
            Map.entry("plan/log", List.of("plan_log")),
            Map.entry("plan/catalogue", List.of("plan_history", "plan_opening")),
            Map.entry("plan/halt", List.of("plan_halt")),
            Map.entry("plan/settlement", List.of("plan_settlement")),
            Map.entry("plan/equity", List.of("equity_")),
            Map.entry("plan/loop", List.of("loop_")),
            Map.entry("plan/release", List.of("release_")),
            Map.entry("order", List.of("order_")),
            Map.entry("local", List.of("local_")));

    /** Plans, and what of their logs and halts hangs on them, are read together with other rows in all rooms of plans. */
    private static final List<String> READ_BY_PLANS =
            List.of("plan", "plan_version", "plan_version_withdrawal", "plan_day", "plan_log", "plan_halt");

    /** Watches over all rooms of plans, and only reads. */
    private static final String WATCH = "plan/standing";

    private static final Pattern MADE = Pattern.compile("CREATE (?:UNLOGGED )?TABLE (?!IF)(\\w+)");
    private static final Pattern TEXT =
            Pattern.compile("\"\"\"(.*?)\"\"\"|\"((?:\\\\.|[^\"\\\\\n])*)\"", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("[a-z_]+");
    private static final Pattern AFTER_A_VERB =
            Pattern.compile("(?:(?<!DISTINCT )FROM|INTO|UPDATE|JOIN|TABLE|COPY|ONLY)\\s+([a-z_]+)\\b(?!\\s*\\()");
    private static final Pattern CHANGE =
            Pattern.compile("\\b(?:INTO|UPDATE|DELETE FROM|COPY|TRUNCATE)\\s+([a-z_]+)\\b");

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
                        "io.wellspring.redis..",
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

    /** Whole statements, names that are put into one, and targets of a COPY alike: any text that names a table. */
    @Test
    void theSqlOfARoomTouchesOnlyItsOwnTables() throws IOException {
        Set<String> tables = tables();
        assertThat(tables).contains("plan_log", "ledger_member_line", "session", "release_lot");
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<String> foreign = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith(OF_THE_CATALOGUE))
                    .flatMap(file -> foreignTables(file, tables))
                    .toList();
            assertThat(foreign).isEmpty();
        }
    }

    private static Set<String> tables() throws IOException {
        try (Stream<Path> migrations = Files.list(Path.of("src/main/resources/db/migration"))) {
            return migrations
                    .flatMap(file -> MADE.matcher(text(file)).results())
                    .map(made -> made.group(1))
                    .collect(Collectors.toSet());
        }
    }

    private static Stream<String> foreignTables(Path file, Set<String> tables) {
        String room = SOURCES.relativize(file.getParent()).toString();
        return TEXT.matcher(code(file))
                .results()
                .map(text -> text.group(1) != null ? text.group(1) : text.group(2))
                .flatMap(text -> foreignNames(room, text, tables))
                .distinct()
                .map(table -> file + " touches " + table);
    }

    private static Stream<String> foreignNames(String room, String text, Set<String> tables) {
        Set<String> changed =
                CHANGE.matcher(text).results().map(match -> match.group(1)).collect(Collectors.toSet());
        return named(text)
                .filter(tables::contains)
                .filter(table -> TABLES.getOrDefault(room, List.of()).stream().noneMatch(own -> owns(own, table)))
                .filter(table -> changed.contains(table) || !mayRead(room, table));
    }

    private static boolean owns(String own, String table) {
        return own.endsWith("_") ? table.startsWith(own) : table.equals(own);
    }

    private static boolean mayRead(String room, String table) {
        return room.equals(WATCH) || room.startsWith("plan/") && READ_BY_PLANS.contains(table);
    }

    /** A name of several words is a table's wherever it stands; a single word could be anything, but not after a verb. */
    private static Stream<String> named(String text) {
        return Stream.concat(
                NAME.matcher(text).results().map(MatchResult::group).filter(name -> name.contains("_")),
                AFTER_A_VERB.matcher(text).results().map(match -> match.group(1)));
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
