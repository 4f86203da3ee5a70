package io.wellspring.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links between the pages lead somewhere, and the lists of what there is are whole. */
class PagesTest {

    private static final Path README = Path.of("README.md");
    private static final Path DECISIONS = Path.of("src/docs/decisions");
    private static final int LONGEST_README = 150;

    private static final Pattern CODE = Pattern.compile("(?s)^```.*?^```|`[^`\n]*`", Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.*)$");
    private static final Pattern FENCED = Pattern.compile("(?sm)^```.*?^```");
    private static final Pattern ELSEWHERE = Pattern.compile("(?i)design(,| \\(|'s) sections? ");
    private static final Pattern NEXT_LINE = Pattern.compile("\\s*\n\\s*(\\*|--|#|//)?\\s*");
    private static final Pattern SETTING = Pattern.compile("\\$\\{(WELLSPRING_[A-Z_]+)");

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(Path page) throws IOException {
        for (String link : links(page)) {
            String[] parts = link.split("#", 2);
            Path target =
                    parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
            assertThat(target).as("%s links to %s", page, link).exists();
            if (parts.length == 2) {
                assertThat(anchors(target)).as("%s links to %s", page, link).contains(parts[1]);
            }
        }
    }

    @Test
    void theIndexOfDecisionsHasEachOfThem() throws IOException {
        assertThat(links(DECISIONS.resolve("README.md")))
                .containsExactlyElementsOf(names(DECISIONS).stream()
                        .filter(name -> !name.equals("README.md"))
                        .toList());
    }

    @Test
    void theReadmeIsShortAndNamesEachRoom() throws IOException {
        assertThat(Files.readAllLines(README)).hasSizeLessThanOrEqualTo(LONGEST_README);
        Path rooms = Path.of("src/main/java/io/wellspring");
        assertThat(names(rooms))
                .filteredOn(name -> Files.isDirectory(rooms.resolve(name)))
                .allSatisfy(room -> assertThat(Files.readString(README)).contains("| `" + room + "` |"));
    }

    @Test
    void everyVariableOfTheEnvironmentIsDescribed() throws IOException {
        String page = Files.readString(Path.of("src/docs/operating.md"));
        assertThat(SETTING.matcher(Files.readString(Path.of("src/main/resources/application.yml")))
                        .results()
                        .map(setting -> setting.group(1)))
                .isNotEmpty()
                .allSatisfy(setting -> assertThat(page).contains("`" + setting + "`"));
    }

    /** A migration stays as it was applied, words and all: Flyway holds each to its checksum. */
    @Test
    void noCommentPointsToADescriptionThatIsNotHere() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            assertThat(files.filter(file -> file.toString().matches(".*\\.(java|sql|properties|ya?ml)"))
                            .filter(file -> !file.startsWith("src/main/resources/db/migration"))
                            .filter(PagesTest::pointsElsewhere))
                    .isEmpty();
        }
    }

    static Stream<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(README));
        for (String folder : List.of("src/docs", "api-docs", "k8s")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
            }
        }
        return pages.stream();
    }

    /** Those within the repository, in the order of the page. */
    private static List<String> links(Path page) throws IOException {
        String prose = CODE.matcher(Files.readString(page)).replaceAll("code");
        return LINK.matcher(prose)
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.matches("[a-z]+:.*"))
                .toList();
    }

    /** As GitHub makes them of headings. */
    private static Set<String> anchors(Path page) throws IOException {
        String prose = FENCED.matcher(Files.readString(page)).replaceAll("");
        return HEADING.matcher(prose).results().map(PagesTest::anchor).collect(Collectors.toSet());
    }

    private static String anchor(MatchResult heading) {
        return heading.group(1)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                .replace(' ', '-');
    }

    private static boolean pointsElsewhere(Path file) {
        try {
            String text = NEXT_LINE.matcher(Files.readString(file)).replaceAll(" ");
            return ELSEWHERE.matcher(text).find();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
