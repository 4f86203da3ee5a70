package io.wellspring.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.env.MockEnvironment;
import reactor.core.publisher.Mono;

class GreetingTest {

    @TempDir
    private Path folder;

    private final MockEnvironment environment = new MockEnvironment().withProperty("local.server.port", "8080");
    private final List<String> operators = new ArrayList<>();

    @Test
    void tellsWhereEverythingIs() throws IOException {
        assertThat(greeting())
                .contains("http://127.0.0.1:8080/v1\n")
                .contains("http://127.0.0.1:8080/swagger-ui.html\n")
                .contains("http://127.0.0.1:8080/local/sms?phone=\n")
                .contains(folder.toRealPath().toString());
    }

    @Test
    void endsWithWhatToOpen() throws IOException {
        assertThat(greeting().lines()).last().isEqualTo("Open http://127.0.0.1:8080/swagger-ui.html");
        assertThat(greeting().lines()).last().isEqualTo("Open http://127.0.0.1:8080/swagger-ui.html");
    }

    @Test
    void aPasswordMadeUpForTheFirstOperatorIsShownOnce() throws IOException {
        assertThat(greeting()).containsPattern("Operator +operator, password [0-9a-f]{32} \\(shown this once\\)\n");
        assertThat(greeting()).doesNotContain("password");
        assertThat(operators).hasSize(1);
    }

    @Test
    void aChosenPasswordIsUsedAndNotShown() throws IOException {
        environment.setProperty("WELLSPRING_OPERATOR_NAME", "wang");
        environment.setProperty("WELLSPRING_OPERATOR_PASSWORD", "a long one of mine");

        assertThat(greeting()).contains("wang").doesNotContain("a long one of mine");
        assertThat(operators).containsExactly("wang/a long one of mine");
    }

    private Mono<Boolean> ensure(String name, String password) {
        return Mono.fromCallable(() -> operators.isEmpty() && operators.add(name + "/" + password));
    }

    private String greeting() throws IOException {
        try (DataFolder claimed = DataFolder.claim(folder)) {
            LocalOperator operator = new LocalOperator(environment, this::ensure);
            operator.start();
            return new Greeting(claimed, environment, operator).text();
        }
    }
}
