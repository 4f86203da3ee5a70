package io.wellspring.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Texts that members may read have none of the words that sound of stock, of sellers' jargon or of a scheme. */
class MemberWordsTest {

    private static final List<String> UNWANTED = List.of("股权", "资金池", "出局", "模式", "推荐码");
    private static final List<String> TEXTS = List.of(
            "classpath*:*.properties",
            "classpath*:refusals/*.properties",
            "classpath*:parameter-sets/*.json",
            "classpath*:api/**/*.yaml");
    private static final List<String> PAGES = List.of(
            "README.md",
            "src/docs/operating.md",
            "src/docs/quick-start/README.md",
            "api-docs/README.md",
            "api-docs/codes.md",
            "api-docs/openapi.yaml",
            "api-docs/streams.md");

    @ParameterizedTest
    @MethodSource("texts")
    void noTextHasAnUnwantedWord(Resource text) throws IOException {
        assertThat(text.getContentAsString(StandardCharsets.UTF_8)).doesNotContain(UNWANTED);
    }

    static Stream<Resource> texts() {
        return Stream.concat(
                TEXTS.stream().flatMap(MemberWordsTest::matching),
                PAGES.stream().map(FileSystemResource::new));
    }

    private static Stream<Resource> matching(String pattern) {
        try {
            Resource[] found = new PathMatchingResourcePatternResolver().getResources(pattern);
            assertThat(found).as(pattern).isNotEmpty();
            return Arrays.stream(found);
        } catch (IOException failure) {
            throw new AssertionError(pattern, failure);
        }
    }
}
