package io.wellspring.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.swagger.v3.core.util.Yaml;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each room tells of its own calls, and together they are one description. */
class ApiFilesTest {

    @Test
    void groupsAndOwnersOfFormsAddUp() {
        ApiOperations both = ApiFiles.merged(List.of(
                told("groups: {tries: [code-wrong]}\nforms: {yuan: {pattern: p, unit: in yuan}}"),
                told("groups: {tries: [too-many-tries]}\nforms: {yuan: {of: [Redemption.gross]}}")));

        assertThat(both.groups().get("tries")).containsExactly("code-wrong", "too-many-tries");
        ApiForm yuan = both.formsOf("Redemption", "gross").get(0);
        assertThat(yuan.pattern()).isEqualTo("p");
        assertThat(yuan.unit()).isEqualTo("in yuan");
    }

    @Test
    void chaptersStandInTheOrderOfTheirRoomsAndCallsInThatOfTheirChapters() {
        ApiOperations all = ApiFiles.merged(List.of(
                told("operations: {GET /streams: {id: watch, tag: First}}"),
                told("place: 2\nchapters: {Second: b}\noperations: {GET /b: {id: b, tag: Second}}"),
                told("place: 1\nchapters: {First: a}\noperations: {GET /a: {id: a, tag: First}}")));

        assertThat(all.chapters().keySet()).containsExactly("First", "Second");
        assertThat(all.operations().keySet()).containsExactly("GET /a", "GET /streams", "GET /b");
    }

    @Test
    void whatTwoRoomsTellIsRefused() {
        List<ApiOperations> twice = List.of(
                told("fields: {memberId: {description: The id}}"), told("fields: {memberId: {description: An id}}"));

        assertThatThrownBy(() -> ApiFiles.merged(twice))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("memberId");
    }

    private static ApiOperations told(String yaml) {
        try {
            return Yaml.mapper().readValue(yaml, ApiOperations.class);
        } catch (com.fasterxml.jackson.core.JsonProcessingException failure) {
            throw new AssertionError(failure);
        }
    }
}
