package io.wellspring.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.http.HttpHeaders;

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
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.ACCEPT_LANGUAGE, header);

        assertThat(RefusalTexts.acceptedBy(headers)).isEqualTo(expected);
    }
}
