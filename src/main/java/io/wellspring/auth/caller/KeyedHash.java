package io.wellspring.auth.caller;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Turns what Redis must not read into a name that only this application can make again: HMAC-SHA256. Of several keys the
 * first one makes the name of new entries, and entries are looked up under the names of all keys. A new key is added
 * behind, a day later moved to the front, and the old one leaves a day after that: then no code is lost and no limit
 * forgets.
 */
public class KeyedHash {

    private static final int BYTES = 32;

    private final List<SecretKey> keys;

    private KeyedHash(List<SecretKey> keys) {
        this.keys = keys;
    }

    /** Reads "base64" or "base64,base64". */
    public static KeyedHash of(String setting) {
        return new KeyedHash(
                Arrays.stream(setting.split(",")).map(KeyedHash::key).toList());
    }

    /** Under the key that makes. The label keeps hashes for one use from meaning anything in another. */
    public String of(String label, String text) {
        return hash(keys.get(0), label, text);
    }

    /** Under each key, the one that makes first. */
    public List<String> all(String label, String text) {
        return keys.stream().map(key -> hash(key, label, text)).toList();
    }

    private static SecretKey key(String base64) {
        byte[] secret = Base64.getDecoder().decode(base64.strip());
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("A code key has " + BYTES + " bytes, not " + secret.length + ".");
        }
        return new SecretKeySpec(secret, "HmacSHA256");
    }

    private static String hash(SecretKey key, String label, String text) {
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
