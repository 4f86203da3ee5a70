package io.wellspring.refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

class RefusalTextsTest {

    private static final Path TEXTS = Path.of("src/main/resources/refusals");

    /** Two of them in a row are a sentence that nobody has translated; names of fields stand alone. */
    private static final String ENGLISH_WORDS = "[A-Za-z]{2,} +[A-Za-z]{2,}";

    @ParameterizedTest
    @MethodSource("codes")
    void everyCodeHasItsWordsInBothLanguages(RefusalCode code) {
        for (RefusalTexts texts : RefusalTexts.values()) {
            assertThat(texts.detail(Refusal.of(code))).isNotBlank();
            assertThat(texts.title(code.kind())).isNotBlank();
        }
        assertThat(RefusalTexts.CHINESE.detail(Refusal.of(code)))
                .isNotEqualTo(RefusalTexts.ENGLISH.detail(Refusal.of(code)));
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void everyReasonHasItsWordsInBothLanguages(Reason reason) {
        assertThat(RefusalTexts.CHINESE.reason(reason)).isNotBlank().doesNotContainPattern(ENGLISH_WORDS);
        assertThat(RefusalTexts.ENGLISH.reason(reason)).isNotBlank().isNotEqualTo(RefusalTexts.CHINESE.reason(reason));
    }

    @ParameterizedTest
    @MethodSource("codes")
    void noChineseTextHasEnglishWordsInIt(RefusalCode code) {
        assertThat(RefusalTexts.CHINESE.detail(Refusal.of(code))).doesNotContainPattern(ENGLISH_WORDS);
        assertThat(RefusalTexts.CHINESE.title(code.kind())).doesNotContainPattern(ENGLISH_WORDS);
    }

    @Test
    void aReasonIsPartOfTheSentenceAndAWordForPrograms() {
        Refusal refusal = Refusal.outOfRange("limit", 1, 200);

        assertThat(RefusalTexts.CHINESE.detail(refusal)).isEqualTo("字段“limit”不正确：须在 1 至 200 之间。");
        assertThat(RefusalTexts.ENGLISH.detail(refusal))
                .isEqualTo("The field \"limit\" is not valid: it must be 1 to 200.");
        assertThat(refusal.details())
                .containsExactly(
                        entry("field", "limit"),
                        entry("reason", "out-of-range"),
                        entry("least", 1),
                        entry("most", 200));
    }

    @Test
    void aListReadsAsOne() {
        Refusal refusal = Refusal.oneOf("code", "password");

        assertThat(RefusalTexts.CHINESE.detail(refusal)).isEqualTo("以下字段须提供且只能提供一个：code、password。");
        assertThat(RefusalTexts.ENGLISH.detail(refusal))
                .isEqualTo("Exactly one of these fields is required: code, password.");
    }

    @Test
    void wordsFromOutsideAreNotFilledInAgain() {
        Refusal refusal = Refusal.of(GeneralRefusal.UNKNOWN_FIELD).with("field", "{traceId}$1");

        assertThat(RefusalTexts.ENGLISH.detail(refusal, "8225dd35")).isEqualTo("Unknown field \"{traceId}$1\".");
    }

    @Test
    void anUnexpectedFailureSaysWhatSupportMustKnow() {
        Problem problem = Problem.of(Refusal.of(GeneralRefusal.UNEXPECTED), RefusalTexts.CHINESE, "8225dd35");

        assertThat(problem.detail()).isEqualTo("系统异常，请联系客服并提供编号 8225dd35。");
    }

    /** Of a code that stands there twice the later words would count, and the earlier ones be kept in vain. */
    @Test
    void everyRoomHasTheWordsOfItsOwnCodesAndNoOthers() throws IOException {
        for (String room : RefusalCodes.rooms()) {
            for (String language : List.of("", "_zh")) {
                assertThat(keys(room + language))
                        .doesNotHaveDuplicates()
                        .filteredOn(key -> !key.matches("(kind|reason)\\..*"))
                        .containsExactlyInAnyOrderElementsOf(
                                codes().filter(code -> RefusalCodes.room(code).equals(room))
                                        .map(RefusalCode::text)
                                        .toList());
            }
        }
    }

    @Test
    void noFileIsOfARoomThatRefusesNothing() throws IOException {
        try (Stream<Path> files = Files.list(TEXTS)) {
            assertThat(files.map(file -> file.getFileName().toString().replaceFirst("(_zh)?\\.properties$", "")))
                    .allMatch(RefusalCodes.rooms()::contains);
        }
    }

    private static Stream<RefusalCode> codes() {
        return RefusalCodes.all().stream();
    }

    private static List<String> keys(String file) throws IOException {
        return Files.readAllLines(TEXTS.resolve(file + ".properties")).stream()
                .filter(line -> line.contains("="))
                .map(line -> line.substring(0, line.indexOf('=')))
                .toList();
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
