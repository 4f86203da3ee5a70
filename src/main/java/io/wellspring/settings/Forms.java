package io.wellspring.settings;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.text.ParseException;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** How settings are written. */
final class Forms {

    private static final int KEY_BYTES = 32;
    private static final Pattern DATABASE =
            Pattern.compile("(\\[[0-9a-fA-F:]+]|[^\\s/:@?\\[\\]]+)(:\\d{1,5})?/[^\\s/?#]+");
    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9_-]{1,32}");

    private Forms() {}

    static boolean anything(String text) {
        return true;
    }

    static boolean database(String text) {
        return DATABASE.matcher(text).matches();
    }

    static boolean redis(String text) {
        try {
            URI url = URI.create(text);
            return ("redis".equals(url.getScheme()) || "rediss".equals(url.getScheme())) && url.getHost() != null;
        } catch (IllegalArgumentException noUrl) {
            return false;
        }
    }

    static boolean key(String text) {
        try {
            return Base64.getDecoder().decode(text).length == KEY_BYTES;
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }

    static boolean phoneKeys(String text) {
        Set<String> ids = new HashSet<>();
        for (String entry : text.split(",", -1)) {
            String[] parts = entry.strip().split(":", 2);
            if (parts.length < 2 || !KEY_ID.matcher(parts[0]).matches() || !key(parts[1]) || !ids.add(parts[0])) {
                return false;
            }
        }
        return true;
    }

    static boolean signingKeys(String text) {
        try {
            Set<String> ids = new HashSet<>();
            JWKSet keys = JWKSet.parse(text);
            return !keys.isEmpty() && keys.getKeys().stream().allMatch(key -> signs(key) && ids.add(key.getKeyID()));
        } catch (ParseException noKeys) {
            return false;
        }
    }

    private static boolean signs(JWK key) {
        return key instanceof ECKey ec
                && Curve.P_256.equals(ec.getCurve())
                && ec.isPrivate()
                && ec.getKeyID() != null
                && !ec.getKeyID().isBlank();
    }
}
