package io.wellspring.auth;

import io.wellspring.api.Required;
import io.wellspring.member.Phone;
import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** Which passwords are refused: shorter than 8 or longer than 64 characters, the common ones, the own number. */
@Component
class PasswordRules {

    private static final int SHORTEST = 8;
    private static final int LONGEST = 64;
    private static final int NATIONAL_DIGITS = 8;

    private final Set<String> common = common();

    /** Passes a password for a member with this number, or throws PASSWORD_TOO_WEAK. */
    void check(String password, Phone phone) {
        check(password);
        String digits = password.replaceAll("\\D", "");
        boolean ownNumber = digits.length() >= NATIONAL_DIGITS
                && digits.length() == password.replaceAll("[+\\s-]", "").length()
                && phone.e164().endsWith(digits.replaceFirst("^0+", ""));
        if (ownNumber) {
            throw Refusal.of(RefusalCode.PASSWORD_TOO_WEAK);
        }
    }

    void check(String password) {
        int length = password.codePointCount(0, password.length());
        boolean wrongLength = length < SHORTEST || length > LONGEST;
        if (wrongLength
                || password.isBlank()
                || !Required.isPrintable(password)
                || common.contains(password.toLowerCase(Locale.ROOT))) {
            throw Refusal.of(RefusalCode.PASSWORD_TOO_WEAK);
        }
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
