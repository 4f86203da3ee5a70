package io.wellspring.member;

import java.security.SecureRandom;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Codes that members pass on: 8 characters of Crockford's base32, which has no letters to confuse with digits. */
@Component
class ReferralCodes {

    static final int LENGTH = 8;
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private final SecureRandom random;

    ReferralCodes(SecureRandom random) {
        this.random = random;
    }

    String next() {
        StringBuilder code = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    /** As somebody typed it: in either case, with O for 0 and I or L for 1. */
    static String normalise(String typed) {
        return typed.strip()
                .toUpperCase(Locale.ROOT)
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
    }
}
