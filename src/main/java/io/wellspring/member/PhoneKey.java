package io.wellspring.member;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** One generation of the key that guards phone numbers. Encryption and hashing never share key material. */
record PhoneKey(String id, SecretKey encryption, SecretKey hashing) {

    static final int BYTES = 32;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,32}");

    /** Reads "id:base64,id2:base64"; a key of another length or an id given twice stops the start. */
    static List<PhoneKey> list(String setting) {
        List<PhoneKey> keys = Arrays.stream(setting.split(","))
                .map(String::strip)
                .map(PhoneKey::parse)
                .toList();
        Set<String> ids = new HashSet<>();
        for (PhoneKey key : keys) {
            if (!ids.add(key.id())) {
                throw new IllegalArgumentException("The phone key \"" + key.id() + "\" is given twice.");
            }
        }
        return keys;
    }

    /** In hexadecimal: the driver's arrays of bytes do not arrive as they were sent. */
    String hash(Phone phone) {
        return HexFormat.of().formatHex(hmac(hashing, phone.e164()));
    }

    private static PhoneKey parse(String entry) {
        int colon = entry.indexOf(':');
        if (colon < 0 || !ID.matcher(entry.substring(0, colon)).matches()) {
            throw new IllegalArgumentException("A phone key is written as id:base64.");
        }
        byte[] secret = Base64.getDecoder().decode(entry.substring(colon + 1));
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("A phone key has " + BYTES + " bytes, not " + secret.length + ".");
        }
        SecretKey master = new SecretKeySpec(secret, "HmacSHA256");
        return new PhoneKey(
                entry.substring(0, colon),
                new SecretKeySpec(hmac(master, "member-phone/encryption"), "AES"),
                new SecretKeySpec(hmac(master, "member-phone/hash"), "HmacSHA256"));
    }

    private static byte[] hmac(SecretKey key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("This Java has no HMAC-SHA256.", impossible);
        }
    }
}
