package io.wellspring.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** Turns what Redis must not read into a name that only this application can make again: HMAC-SHA256. */
class KeyedHash {

    private static final int BYTES = 32;

    private final SecretKey key;

    private KeyedHash(SecretKey key) {
        this.key = key;
    }

    static KeyedHash of(String base64) {
        byte[] secret = Base64.getDecoder().decode(base64);
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("The code key has " + BYTES + " bytes, not " + secret.length + ".");
        }
        return new KeyedHash(new SecretKeySpec(secret, "HmacSHA256"));
    }

    /** The label keeps hashes for one use from meaning anything in another. */
    String of(String label, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] hash = mac.doFinal((label + '\n' + text).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("This Java has no HMAC-SHA256.", impossible);
        }
    }
}
