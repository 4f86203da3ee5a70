package io.wellspring;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the rooms inside rooms to their order, and draws the whole house as the code has it. */
class InnerRoomsTest {

    private static final String HOUSE = "io.wellspring.";
    private static final Path PAGE = Path.of("src/docs/rooms.md");

    /** From the ground up. Those on one floor do not know each other. */
    private static final Map<String, List<List<String>>> FLOORS = Map.of(
            "plan",
                    List.of(
                            List.of("equity.rules", "loop.rules", "release.rules"),
                            List.of("register"),
                            List.of("log", "estimate"),
                            List.of("kind"),
                            List.of("catalogue"),
                            List.of("settlement", "halt"),
                            List.of("replay"),
                            List.of("equity", "loop", "release"),
                            List.of("standing", "writer")),
            "auth",
                    List.of(
                            List.of("caller"),
                            List.of("challenge", "mall"),
                            List.of("code", "session"),
                            List.of("password"),
                            List.of("operator"),
                            List.of("account"),
                            List.of("chain")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.wellspring");

    @Test
    void noArrowRunsUpAndNoneToTheSide() {
        assertThat(arrowsInside("plan")
                        .filter(arrow -> !runsDown("plan", arrow))
                        .toList())
                .isEmpty();
        assertThat(arrowsInside("auth")
                        .filter(arrow -> !runsDown("auth", arrow))
                        .toList())
                .isEmpty();
    }

    @Test
    void everyClassIsInOneOfTheRooms() {
        FLOORS.forEach((room, floors) -> assertThat(CLASSES.stream()
                        .filter(type -> type.getPackageName().startsWith(HOUSE + room))
                        .filter(type -> !type.getSimpleName().equals("package-info"))
                        .map(type -> inner(room, type))
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(
                        floors.stream().flatMap(List::stream).toList()));
    }

    /** Refreshed by {@code ./mvnw test -Dtest=InnerRoomsTest -Drooms.refresh=true}. */
    @Test
    void thePageShowsTheRoomsAsTheyAre() throws IOException {
        String drawn = page();
        if (Boolean.getBoolean("rooms.refresh")) {
            Files.writeString(PAGE, drawn);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(drawn);
    }

    private static String page() {
        return """
                # The rooms, drawn from the code

                An arrow leads from a room to one that it uses. Arrows to the ground are left out: most rooms use
                `value`, `refusal`, `patience`, `pulse`, `bulk`, `api`, `http`, `settings`, `database` and `redis`. A test draws this page and fails where the code
                differs; another one fails where an arrow runs up.

                ## The house
                %s
                ## Inside `plan`
                %s
                ## Inside `auth`
                %s""".formatted(drawing(arrowsOfTheHouse()), drawing(arrowsInside("plan")), drawing(arrowsInside("auth")));
    }

    private static String drawing(Stream<Arrow> arrows) {
        return arrows
                .distinct()
                .collect(groupingBy(Arrow::from, TreeMap::new, mapping(Arrow::to, toCollection(TreeSet::new))))
                .entrySet()
                .stream()
                .map(room -> "    " + room.getKey() + " --> " + String.join(" & ", room.getValue()))
                .collect(joining("\n", "\n```mermaid\nflowchart TD\n", "\n```\n"));
    }

    private static final List<String> GROUND = List.of(
            "value", "refusal", "patience", "pulse", "bulk", "api", "http", "settings", "database", "redis", "");

    private static Stream<Arrow> arrowsOfTheHouse() {
        return uses("").map(
                        use -> new Arrow(top(use.getOriginClass()), top(use.getTargetClass()), use.getDescription()))
                .filter(arrow -> !GROUND.contains(arrow.from) && !GROUND.contains(arrow.to))
                .filter(arrow -> !arrow.from.equals(arrow.to));
    }

    private static Stream<Arrow> arrowsInside(String room) {
        return uses(room + ".")
                .map(use -> new Arrow(
                        inner(room, use.getOriginClass()), inner(room, use.getTargetClass()), use.getDescription()))
                .filter(arrow -> !arrow.from.equals(arrow.to));
    }

    private static Stream<Dependency> uses(String room) {
        return CLASSES.stream()
                .filter(type -> type.getPackageName().startsWith(HOUSE + room))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(use -> use.getTargetClass().getPackageName().startsWith(HOUSE + room))
                .filter(use -> !use.getOriginClass().getSimpleName().equals("package-info"));
    }

    private static boolean runsDown(String room, Arrow arrow) {
        return floor(room, arrow.from) > floor(room, arrow.to);
    }

    private static int floor(String room, String inner) {
        List<List<String>> floors = FLOORS.get(room);
        for (int floor = 0; floor < floors.size(); floor++) {
            if (floors.get(floor).contains(inner)) {
                return floor;
            }
        }
        throw new AssertionError("no floor has " + room + "." + inner);
    }

    private static String inner(String room, JavaClass type) {
        return type.getPackageName().substring(HOUSE.length() + room.length() + 1);
    }

    private static String top(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(HOUSE) ? name.substring(HOUSE.length()).replaceAll("\\..*", "") : "";
    }

    /** @param use the line of code that makes the arrow, shown where a test fails; it is not part of what makes two equal */
    private record Arrow(String from, String to, String use) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Arrow arrow && from.equals(arrow.from) && to.equals(arrow.to);
        }

        @Override
        public int hashCode() {
            return from.hashCode() * 31 + to.hashCode();
        }
    }
}
