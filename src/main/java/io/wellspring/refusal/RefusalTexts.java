package io.wellspring.refusal;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/** The words of each refusal in one language: English, or Chinese where the caller prefers it. */
public enum RefusalTexts {
    ENGLISH(Locale.ENGLISH, ""),
    CHINESE(Locale.CHINESE, "_zh");

    static final String REASON = "reason";

    private static final String TRACE_ID = "traceId";
    private static final Pattern IN_BRACES = Pattern.compile("\\{(\\w+)}");
    private static final List<Locale> SPOKEN = List.of(Locale.ENGLISH, Locale.CHINESE);

    private final Locale locale;
    private final RoomWords words;

    RefusalTexts(Locale locale, String ending) {
        this.locale = locale;
        this.words = new RoomWords(ending);
    }

    /**
     * The language that the caller accepts best. Who asks for none, or for any, gets that of the installation; so does a
     * header that cannot be read.
     */
    public static RefusalTexts acceptedBy(ServerWebExchange exchange) {
        List<LanguageRange> asked = asked(exchange.getRequest().getHeaders());
        Locale best = Locale.lookup(asked, SPOKEN);
        if (best != null) {
            return Locale.CHINESE.equals(best) ? CHINESE : ENGLISH;
        }
        boolean isAny = asked.isEmpty()
                || asked.stream().anyMatch(range -> range.getRange().equals("*"));
        return isAny ? UnlessAsked.of(exchange) : ENGLISH;
    }

    public Locale locale() {
        return locale;
    }

    public String title(RefusalClass kind) {
        return words.of("kind." + kind.name());
    }

    /** The words of a refusal; what it says nothing of stays in braces. */
    public String detail(Refusal refusal) {
        return filled(refusal, refusal.details());
    }

    /** The words of a refusal, which may name the number that support needs. */
    public String detail(Refusal refusal, String traceId) {
        Map<String, Object> words = new HashMap<>(refusal.details());
        words.put(TRACE_ID, traceId);
        return filled(refusal, words);
    }

    /** Why a value is refused, as part of a sentence; what changes from case to case is in braces. */
    public String reason(Reason reason) {
        return reason(reason.text());
    }

    private String filled(Refusal refusal, Map<String, Object> words) {
        String text = this.words.of(refusal.code().text());
        Object reason = words.get(REASON);
        String whole = reason == null ? text : text.replace("{" + REASON + "}", reason(reason.toString()));
        return IN_BRACES.matcher(whole).replaceAll(gap -> Matcher.quoteReplacement(word(gap, words)));
    }

    private String reason(String text) {
        return words.of(REASON + "." + text);
    }

    private String word(MatchResult gap, Map<String, Object> words) {
        Object word = words.get(gap.group(1));
        if (word instanceof Collection<?> several) {
            return several.stream().map(String::valueOf).collect(Collectors.joining(this == CHINESE ? "、" : ", "));
        }
        return word == null ? gap.group() : word.toString();
    }

    private static List<LanguageRange> asked(HttpHeaders headers) {
        try {
            return headers.getAcceptLanguage();
        } catch (IllegalArgumentException unreadable) {
            return List.of();
        }
    }
}
