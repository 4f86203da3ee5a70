package io.wellspring.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.Api;
import io.wellspring.testing.WellspringTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springdoc.core.service.OpenAPIService;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;

/** Holds the committed description of the API against the running application. */
@WellspringTest
class ApiDocsTest {

    private static final Path COMMITTED = Path.of("api-docs/openapi.yaml");

    @Autowired
    Api api;

    @Autowired
    OpenAPIService kept;

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

    /** One is kept for each language that there is, and not for each that somebody thinks of. */
    @Test
    void whoeverAsksInManyLanguagesFillsNoMemory() {
        for (String language : List.of("fr", "de-AT", "x-made-up", "zh")) {
            Api.Answer answer =
                    Api.now(api.callingWith(HttpMethod.GET, "/v3/api-docs", null, Map.of("Accept-Language", language)));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(kept.getCachedOpenAPI(Locale.forLanguageTag(language))).isNull();
        }
        assertThat(kept.getCachedOpenAPI(Locale.ENGLISH)).isNotNull();
    }

    @Test
    void theReaderOfTheDescriptionIsServedFromHere() {
        Api.Answer page = api.get("/swagger-ui/index.html");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("swagger-ui", "name=\"viewport\"").doesNotContain("http://", "https://");
    }
}
