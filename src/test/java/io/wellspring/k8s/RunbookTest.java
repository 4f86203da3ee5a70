package io.wellspring.k8s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.wellspring.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is copied from the runbook at night does what it says. */
class RunbookTest {

    private static final Pattern SQL = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);
    private static final Path RUNBOOK = Path.of("k8s/runbook.md");

    @Test
    void everyQuestionToTheDatabaseIsOneThatItUnderstands() throws Exception {
        TestDatabase database = TestDatabase.create();
        List<String> statements = SQL.matcher(Files.readString(RUNBOOK))
                .results()
                .flatMap(block -> Arrays.stream(block.group(1).split(";")))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();

        assertThat(statements).hasSizeGreaterThan(6);
        assertThat(statements)
                .allSatisfy(statement -> assertThatCode(
                                () -> database.jdbc().sql(statement).query().listOfRows())
                        .as(statement)
                        .doesNotThrowAnyException());
    }
}
