package io.wellspring.settings;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How settings are written. */
final class Forms {

    static final String VERIFIED_TLS = "verify-full";

    private static final int KEY_BYTES = 32;
    private static final Pattern DATABASE =
            Pattern.compile("(\\[[0-9a-fA-F:]+]|[^\\s/:@?\\[\\]]+)(:\\d{1,5})?/[^\\s/?#]+");
    private static final Set<String> TLS = Set.of("disable", "require", VERIFIED_TLS);
    private static final Pattern FILE = Pattern.compile("/[A-Za-z0-9._/-]+");
    private static final Pattern PORT = Pattern.compile("\\d{1,5}");
    private static final int LAST_PORT = 65_535;
    private static final Pattern ORIGIN =
            Pattern.compile("[a-z][a-z0-9+.-]*://(\\[[0-9a-f:]+]|[a-z0-9]([a-z0-9.-]*[a-z0-9])?)(:[1-9]\\d{0,4})?");
    private static final Pattern SHARE = Pattern.compile("0(\\.\\d{1,9})?|1(\\.0{1,9})?");
    private static final Pattern KEY_ID = Pattern.compile("[A-Za-z0-9_-]{1,32}");
    private static final Pattern IN_AN_ADDRESS = Pattern.compile("[A-Za-z0-9_-]{32,200}");
    private static final Set<String> SENDERS = Set.of("aliyun", "none");
    private static final Pattern TEMPLATE = Pattern.compile("([A-Z_]+)=[A-Za-z0-9_-]{1,64}");

    private static final String ENTER = "ENTER";

    /** This room knows no other; a test holds these names, and the one to enter, to those of the texts themselves. */
    private static final Set<String> TEMPLATES = Set.of(
            "REGISTER",
            "SIGN_IN",
            "RESET_PASSWORD",
            "CHANGE_PASSWORD",
            "CHANGE_PHONE",
            "CLOSE_ACCOUNT",
            "SECURITY_NOTICE");

    private Forms() {}

    static boolean anything(String text) {
        return true;
    }

    static boolean something(String text) {
        return !text.isBlank();
    }

    /** Any free port where it is 0. */
    static boolean port(String text) {
        return PORT.matcher(text).matches() && Integer.parseInt(text) <= LAST_PORT;
    }

    static boolean database(String text) {
        return DATABASE.matcher(text).matches();
    }

    static boolean tls(String text) {
        return TLS.contains(text);
    }

    /** A file that is there and has at least one certificate in it: one that is empty would trust nobody. */
    static boolean certificates(String text) {
        if (!FILE.matcher(text).matches()) {
            return false;
        }
        try (InputStream file = Files.newInputStream(Path.of(text))) {
            return !CertificateFactory.getInstance("X.509")
                    .generateCertificates(file)
                    .isEmpty();
        } catch (IOException | CertificateException noCertificates) {
            return false;
        }
    }

    static boolean redis(String text) {
        try {
            URI url = URI.create(text);
            return ("redis".equals(url.getScheme()) || "rediss".equals(url.getScheme())) && url.getHost() != null;
        } catch (IllegalArgumentException noUrl) {
            return false;
        }
    }

    /** An empty one is as good as none. */
    static boolean webAddressOrNone(String text) {
        try {
            URI url = URI.create(text);
            return text.isEmpty()
                    || ("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null;
        } catch (IllegalArgumentException noUrl) {
            return false;
        }
    }

    static boolean share(String text) {
        return SHARE.matcher(text).matches();
    }

    static boolean onOrOff(String text) {
        return text.equals("on") || text.equals("off");
    }

    static boolean language(String text) {
        return text.equals("en") || text.equals("zh");
    }

    /** Without path, capital letters or the port that the scheme has anyhow, for browsers send it so; empty is none. */
    static boolean origins(String text) {
        return text.isEmpty()
                || Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .allMatch(origin ->
                                ORIGIN.matcher(origin).matches() && !origin.matches("http:.*:80|https:.*:443"));
    }

    static boolean key(String text) {
        try {
            return Base64.getDecoder().decode(text).length == KEY_BYTES;
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }

    static boolean sender(String text) {
        return SENDERS.contains(text);
    }

    /** Every text once; the one to enter may be missing. */
    static boolean templates(String text) {
        Set<String> named = new HashSet<>();
        for (String entry : text.split(",", -1)) {
            Matcher template = TEMPLATE.matcher(entry.strip());
            if (!template.matches() || !named.add(template.group(1))) {
                return false;
            }
        }
        named.remove(ENTER);
        return named.equals(TEMPLATES);
    }

    /** Long enough that nobody guesses it; an empty one is as good as none. */
    static boolean longKeyOrNone(String text) {
        return text.isEmpty() || IN_AN_ADDRESS.matcher(text).matches();
    }

    static boolean keys(String text) {
        String[] keys = text.split(",", -1);
        return Arrays.stream(keys).map(String::strip).allMatch(Forms::key)
                && Arrays.stream(keys).map(String::strip).distinct().count() == keys.length;
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
