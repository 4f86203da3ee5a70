package io.wellspring.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.refusal.RefusalCode;
import io.wellspring.refusal.RefusalCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The pages of plans name what the code has: parameters, their defaults, the codes that refuse them, kinds of lines. */
class PlanPagesTest {

    private static final Path CODE = Path.of("src/main/java/io/wellspring/plan");
    private static final Path SETS = Path.of("src/main/resources/parameter-sets");

    private static final Pattern COMPONENTS = Pattern.compile("(?s)public record \\w+\\((.*?)\\) \\{");
    private static final Pattern NAME = Pattern.compile("\\b[A-Z]+(?:_[A-Z]+)+\\b");
    private static final Pattern CONSTANT = Pattern.compile("(?m)^    ([A-Z_]+)[,;]?$");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\| ([^|]+) \\| [^|]+ \\| [^|]+ \\|$");
    private static final Pattern TEXT_OF_CODE = Pattern.compile("`([a-z]+(?:-[a-z]+)+)`");
    private static final Pattern KINDS = Pattern.compile("`([A-Z_]+)`");

    @ParameterizedTest
    @CsvSource({
        "equity, EquityParameters, equity",
        "loop, LoopParameters, loop-shares",
        "release, ReleaseParameters, point-release-basic"
    })
    void everyParameterIsThereWithItsDefault(String page, String type, String set) throws IOException {
        Map<String, String> described = new LinkedHashMap<>();
        ROW.matcher(section(page, "Parameters"))
                .results()
                .forEach(row -> described.putIfAbsent(row.group(1), row.group(2)));
        assertThat(described.keySet()).containsExactlyElementsOf(components(source(type)));

        JsonNode shipped = JsonMapper.shared()
                .readTree(Files.readString(SETS.resolve(set + ".json")))
                .path("parameters");
        shipped.propertyStream()
                .filter(parameter -> !parameter.getValue().isArray())
                .forEach(parameter -> assertThat(
                                described.get(parameter.getKey()).replaceFirst("^`(\\w+)`.*", "$1"))
                        .as(parameter.getKey())
                        .isEqualTo(parameter.getValue().asString()));
    }

    @ParameterizedTest
    @CsvSource({"equity, EquityParameters", "loop, LoopParameters", "release, ReleaseParameters"})
    void everyCodeThatRefusesAParameterIsThere(String page, String type) throws IOException {
        Set<String> names =
                NAME.matcher(source(type)).results().map(MatchResult::group).collect(Collectors.toSet());
        List<String> codes = RefusalCodes.all().stream()
                .filter(code -> names.contains(code.name()))
                .map(RefusalCode::text)
                .toList();
        assertThat(codes).isNotEmpty();
        assertThat(texts(section(page, "Parameters"))).containsAll(codes);
    }

    @ParameterizedTest
    @CsvSource({"equity", "loop", "release"})
    void everyCodeOfAPageIsOne(String page) throws IOException {
        List<String> codes = RefusalCodes.all().stream().map(RefusalCode::text).toList();
        List<String> sets =
                names(SETS).stream().map(name -> name.replace(".json", "")).toList();
        assertThat(texts(page(page)))
                .filteredOn(text -> !sets.contains(text))
                .allSatisfy(code -> assertThat(codes).contains(code));
    }

    @ParameterizedTest
    @CsvSource({"equity, EquityLineKind", "loop, LoopLineKind", "release, ReleaseLineKind"})
    void everyKindOfLineIsThere(String page, String type) throws IOException {
        List<String> kinds = CONSTANT.matcher(source(type))
                .results()
                .map(constant -> constant.group(1))
                .toList();
        assertThat(kinds).isNotEmpty();
        assertThat(KINDS.matcher(section(page, "Lines in the ledger")).results().map(kind -> kind.group(1)))
                .containsAll(kinds);
    }

    private static String page(String name) throws IOException {
        return Files.readString(Path.of("src/docs/plans", name + ".md"));
    }

    /** What stands below a heading, up to the next of the same height. */
    private static String section(String page, String heading) throws IOException {
        String text = page(page);
        int from = text.indexOf("\n## " + heading + "\n");
        assertThat(from).as(heading).isNotNegative();
        int to = text.indexOf("\n## ", from + 1);
        return to < 0 ? text.substring(from) : text.substring(from, to);
    }

    private static List<String> components(String source) {
        return COMPONENTS.matcher(source).results().findFirst().stream()
                .map(components -> components.group(1))
                .flatMap(components -> Stream.of(components.split(",\\s+(?![^<]*>)")))
                .map(component -> component.strip().replaceFirst(".* ", ""))
                .toList();
    }

    private static TreeSet<String> texts(String text) {
        return TEXT_OF_CODE
                .matcher(text)
                .results()
                .map((MatchResult code) -> code.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The file of a type, wherever among the rooms of plans it is. */
    private static String source(String type) throws IOException {
        try (Stream<Path> files = Files.walk(CODE)) {
            return Files.readString(files.filter(file -> file.endsWith(type + ".java"))
                    .findFirst()
                    .orElseThrow());
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
