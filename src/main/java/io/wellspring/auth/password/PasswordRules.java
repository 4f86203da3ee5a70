package io.wellspring.auth.password;

import io.wellspring.api.Required;
import io.wellspring.member.Phone;
import io.wellspring.refusal.Reason;
import io.wellspring.refusal.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Which passwords are refused: shorter than 8 or longer than 64 characters, blank, with control characters, the common
 * ones, the own number. The refusal says which of these it is.
 */
@Component
public class PasswordRules {

    private static final int SHORTEST = 8;
    private static final int LONGEST = 64;
    private static final int NATIONAL_DIGITS = 8;

    private final Set<String> common = common();

    /** Passes a password for a member with this number, or throws PASSWORD_TOO_WEAK. */
    public void check(String password, Phone phone) {
        check(password);
        String digits = password.replaceAll("\\D", "");
        boolean ownNumber = digits.length() >= NATIONAL_DIGITS
                && digits.length() == password.replaceAll("[+\\s-]", "").length()
                && phone.e164().endsWith(digits.replaceFirst("^0+", ""));
        if (ownNumber) {
            throw tooWeak(Reason.IS_PHONE_NUMBER);
        }
    }

    /** Passes a password for somebody without a number, or throws PASSWORD_TOO_WEAK. */
    public void check(String password) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST) {
            throw tooWeak(Reason.TOO_SHORT).with("least", SHORTEST);
        }
        if (length > LONGEST) {
            throw tooWeak(Reason.TOO_LONG).with("most", LONGEST);
        }
        if (password.isBlank()) {
            throw tooWeak(Reason.IS_BLANK);
        }
        if (!Required.isPrintable(password)) {
            throw tooWeak(Reason.CONTROL_CHARACTERS);
        }
        if (common.contains(password.toLowerCase(Locale.ROOT))) {
            throw tooWeak(Reason.TOO_COMMON);
        }
    }

    private static Refusal tooWeak(Reason rule) {
        return Refusal.of(PasswordRefusal.PASSWORD_TOO_WEAK).because(rule);
    }

    private static Set<String> common() {
        try {
            return new ClassPathResource("common-passwords.txt")
                    .getContentAsString(StandardCharsets.UTF_8)
                    .lines()
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
