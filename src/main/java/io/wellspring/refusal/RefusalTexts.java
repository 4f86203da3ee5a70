package io.wellspring.refusal;

import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.ResourceBundle;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/** The words of each refusal in one language: English, or Chinese where the caller prefers it. */
public enum RefusalTexts {
    ENGLISH(Locale.ENGLISH),
    CHINESE(Locale.CHINESE);

    private static final List<Locale> SPOKEN = List.of(Locale.ENGLISH, Locale.CHINESE);

    private final ResourceBundle bundle;

    RefusalTexts(Locale locale) {
        this.bundle = ResourceBundle.getBundle(
                "refusals", locale, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_DEFAULT));
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
        return this == CHINESE ? Locale.CHINESE : Locale.ENGLISH;
    }

    public String title(Kind kind) {
        return bundle.getString("kind." + kind.name());
    }

    public String detail(Refusal refusal) {
        String text = bundle.getString(refusal.code().text());
        for (Map.Entry<String, Object> detail : refusal.details().entrySet()) {
            text = text.replace("{" + detail.getKey() + "}", String.valueOf(detail.getValue()));
        }
        return text;
    }

    private static List<LanguageRange> asked(HttpHeaders headers) {
        try {
            return headers.getAcceptLanguage();
        } catch (IllegalArgumentException unreadable) {
            return List.of();
        }
    }
}
