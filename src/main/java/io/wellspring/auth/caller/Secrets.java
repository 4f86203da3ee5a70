package io.wellspring.auth.caller;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.stereotype.Component;

/** Makes secrets of 256 random bits, which need no slow hash: at rest stands their SHA-256. */
@Component
public class Secrets {

    private static final int BYTES = 32;
    private static final String NAME_CHARACTERS = "0123456789abcdefghjkmnpqrstvwxyz";

    private final SecureRandom random;

    public Secrets(SecureRandom random) {
        this.random = random;
    }

    public String next() {
        byte[] secret = new byte[BYTES];
        random.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    /** A code that people type: 6 digits, each as likely as the other. */
    public String nextCode() {
        return String.format("%06d", random.nextInt(1_000_000));
    }

    /** A random name of the given length, of characters that are hard to confuse. */
    public String nextName(int length) {
        StringBuilder name = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            name.append(NAME_CHARACTERS.charAt(random.nextInt(NAME_CHARACTERS.length())));
        }
        return name.toString();
    }

    public static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("This Java has no SHA-256.", impossible);
        }
    }
}
