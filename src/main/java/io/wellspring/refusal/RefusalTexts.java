package io.wellspring.refusal;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

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

    /** The language that the caller accepts best; a header that cannot be read is as good as none. */
    public static RefusalTexts acceptedBy(HttpHeaders headers) {
        return Locale.CHINESE.equals(preferred(headers)) ? CHINESE : ENGLISH;
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

    private static @Nullable Locale preferred(HttpHeaders headers) {
        try {
            return Locale.lookup(headers.getAcceptLanguage(), SPOKEN);
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }
}
