package io.wellspring.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

class RefusalTextsTest {

    @ParameterizedTest
    @EnumSource(RefusalCode.class)
    void everyCodeHasItsWordsInBothLanguages(RefusalCode code) {
        for (RefusalTexts texts : RefusalTexts.values()) {
            assertThat(texts.detail(Refusal.of(code))).isNotBlank();
            assertThat(texts.title(code.kind())).isNotBlank();
        }
        assertThat(RefusalTexts.CHINESE.detail(Refusal.of(code)))
                .isNotEqualTo(RefusalTexts.ENGLISH.detail(Refusal.of(code)));
    }

    @ParameterizedTest
    @CsvSource({
        "zh, CHINESE",
        "'zh-CN,zh;q=0.9,en;q=0.8', CHINESE",
        "'en-GB,zh;q=0.5', ENGLISH",
        "'fr,zh-TW;q=0.3', CHINESE",
        "fr, ENGLISH",
        "';;;=', ENGLISH"
    })
    void theCallersPreferenceDecides(String header, RefusalTexts expected) {
        assertThat(RefusalTexts.acceptedBy(asking(header))).isEqualTo(expected);
    }

    /** Of an installation that speaks Chinese unless it is asked not to. */
    @ParameterizedTest
    @CsvSource({"*, CHINESE", "'fr, *;q=0.1', CHINESE", "';;;=', CHINESE", "'', CHINESE", "fr, ENGLISH", "en, ENGLISH"})
    void whoeverAsksForNoneGetsThatOfTheInstallation(String header, RefusalTexts expected) {
        MockServerWebExchange exchange = asking(header);
        new UnlessAsked("zh").filter(exchange, unused -> Mono.empty()).block();

        assertThat(RefusalTexts.acceptedBy(exchange)).isEqualTo(expected);
    }

    private static MockServerWebExchange asking(String header) {
        return MockServerWebExchange.from(MockServerHttpRequest.get("/").header(HttpHeaders.ACCEPT_LANGUAGE, header));
    }
}
