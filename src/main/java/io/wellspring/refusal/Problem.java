package io.wellspring.refusal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * A problem detail as RFC 9457 has it.
 *
 * @param type a URN that ends in the code
 * @param code stable, for programs
 * @param title and detail: for people, in the caller's language
 * @param about details to the code, such as the field at fault
 * @param traceId what to tell support
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type, String title, int status, String detail, String code, Map<String, Object> about, String traceId) {

    /** The problem that a refusal reads as, in the language of the texts. */
    public static Problem of(Refusal refusal, RefusalTexts texts, String traceId) {
        RefusalCode code = refusal.code();
        return new Problem(
                "urn:wellspring:problem:" + code.text(),
                texts.title(code.kind()),
                code.kind().status(),
                texts.detail(refusal, traceId),
                code.text(),
                refusal.details(),
                traceId);
    }
}
