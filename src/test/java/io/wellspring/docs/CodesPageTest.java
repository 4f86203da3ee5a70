package io.wellspring.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.refusal.Reason;
import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalClass;
import io.wellspring.refusal.RefusalCode;
import io.wellspring.refusal.RefusalCodes;
import io.wellspring.refusal.RefusalTexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page of codes is written from the code itself. */
class CodesPageTest {

    private static final Path PAGE = Path.of("api-docs/codes.md");

    private static final String ROW = "| `%s` | %s | %s |\n";

    private static final String BEGINNING = """
            # Codes 错误代码

            Every refusal is a problem of RFC 9457 (`application/problem+json`) with a `code` that never changes its meaning.
            Its texts come in Chinese or English, by `Accept-Language`. Words in braces stand in `about`, and the trace id beside it.
            Which codes a call can answer is in its description; new ones may come, so treat one that you do not know like others
            of its status. A value that is refused has one of the reasons below.

            每个拒绝都是带有稳定 `code` 的 RFC 9457 问题详情。文字按 `Accept-Language` 给出中文或英文；花括号中的内容见 `about`，
            追踪编号与其并列。今后可能增加新的代码：遇到不认识的代码，请按其状态码处理。值被拒绝的原因见文末。
            """;

    @Test
    void thePageTellsEveryCode() throws IOException {
        String page = page();
        if (System.getProperty("api-docs.refresh") != null) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE))
                .as("written anew with ./mvnw test -Dapi-docs.refresh")
                .isEqualTo(page);
    }

    private static String page() {
        StringBuilder page = new StringBuilder(BEGINNING);
        for (RefusalClass kind : RefusalClass.values()) {
            List<RefusalCode> codes = RefusalCodes.all().stream()
                    .filter(code -> code.kind() == kind)
                    .toList();
            page.append("\n## %d %s · %s\n\n| code | English | 中文 |\n|---|---|---|\n"
                    .formatted(kind.status(), RefusalTexts.ENGLISH.title(kind), RefusalTexts.CHINESE.title(kind)));
            codes.forEach(code -> page.append(row(code)));
        }
        page.append("\n## Reasons · 原因\n\n| `about.reason` | English | 中文 |\n|---|---|---|\n");
        for (Reason reason : Reason.values()) {
            page.append(ROW.formatted(
                    reason.text(), RefusalTexts.ENGLISH.reason(reason), RefusalTexts.CHINESE.reason(reason)));
        }
        return page.toString();
    }

    private static String row(RefusalCode code) {
        Refusal refusal = Refusal.of(code);
        return ROW.formatted(code.text(), RefusalTexts.ENGLISH.detail(refusal), RefusalTexts.CHINESE.detail(refusal));
    }
}
