package io.wellspring.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.Api;
import io.wellspring.testing.WellspringTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Holds the committed description of the API against the running application. */
@WellspringTest
class ApiDocsTest {

    private static final Path COMMITTED = Path.of("api-docs/openapi.yaml");

    @Autowired
    Api api;

    @Test
    void theCommittedDescriptionIsThatOfTheRunningApplication() throws IOException {
        String running = api.get("/v3/api-docs.yaml").text();
        if (System.getProperty("api-docs.refresh") != null) {
            Files.writeString(COMMITTED, running);
        }

        assertThat(Files.readString(COMMITTED))
                .as("written anew with ./mvnw test -Dapi-docs.refresh")
                .isEqualTo(running);
    }

    @Test
    void theReaderOfTheDescriptionIsServedFromHere() {
        Api.Answer page = api.get("/swagger-ui/index.html");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("swagger-ui").doesNotContain("http://", "https://");
    }
}
