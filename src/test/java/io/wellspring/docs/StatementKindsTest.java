package io.wellspring.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.core.util.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Apps find words in both languages for each kind of line that the description of the statement knows. */
class StatementKindsTest {

    private static final Pattern KIND = Pattern.compile("\\b[A-Z]+(_[A-Z]+)*\\b(?=[:,])");

    @ParameterizedTest
    @MethodSource("kinds")
    void thePageHasWordsForTheKind(String kind) throws IOException {
        assertThat(Files.readString(Path.of("api-docs/README.md")))
                .containsPattern("\\| `" + kind + "` \\| [^|]*\\p{IsHan}[^|]* \\| [A-Z][^|]+ \\|");
    }

    static Stream<String> kinds() throws IOException {
        String description = Yaml.mapper()
                .readTree(Files.readString(Path.of("api-docs/openapi.yaml")))
                .at("/components/schemas/Transfer/properties/kind/description")
                .asText();
        return KIND.matcher(description).results().map(MatchResult::group);
    }
}
