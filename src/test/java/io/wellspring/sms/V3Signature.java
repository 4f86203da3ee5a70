package io.wellspring.sms;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.http.HttpHeaders;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks a request as Aliyun's gate does, worked out anew from the description of signature V3 (ACS3-HMAC-SHA256), and
 * names what is wrong with it.
 */
final class V3Signature {

    static final String FINE = "";

    private static final Pattern AUTHORIZATION =
            Pattern.compile("ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([a-z0-9;-]+),Signature=([0-9a-f]{64})");

    private final String keyId;
    private final String secret;
    private final Set<String> nonces = ConcurrentHashMap.newKeySet();

    V3Signature(String keyId, String secret) {
        this.keyId = keyId;
        this.secret = secret;
    }

    /** The error code for a request that is not signed as it should be, and nothing for one that is. */
    String fault(String method, String uri, HttpHeaders headers, byte[] body) {
        Matcher claim = AUTHORIZATION.matcher(String.valueOf(headers.get("Authorization")));
        if (!claim.matches()) {
            return "IncompleteSignature";
        }
        if (!claim.group(1).equals(keyId)) {
            return "InvalidAccessKeyId.NotFound";
        }
        List<String> signed = List.of(claim.group(2).split(";"));
        if (!signsAllThatCounts(signed, headers) || !sha256(body).equals(headers.get("x-acs-content-sha256"))) {
            return "SignatureDoesNotMatch";
        }
        if (isStale(headers.get("x-acs-date"))) {
            return "InvalidTimeStamp.Expired";
        }
        String expected = signature(canonical(method, uri, signed, headers));
        if (!expected.equals(claim.group(3))) {
            return "SignatureDoesNotMatch";
        }
        return nonces.add(headers.get("x-acs-signature-nonce")) ? FINE : "SignatureNonceUsed";
    }

    private static boolean signsAllThatCounts(List<String> signed, HttpHeaders headers) {
        return signed.containsAll(List.of(
                        "x-acs-action", "x-acs-version", "x-acs-date", "x-acs-signature-nonce", "x-acs-content-sha256"))
                && headers.names().stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .filter(name -> name.startsWith("x-acs-"))
                        .allMatch(signed::contains)
                && signed.stream().allMatch(headers::contains);
    }

    private static boolean isStale(String date) {
        return Duration.between(Instant.parse(date), Instant.now()).abs().compareTo(Duration.ofMinutes(15)) > 0;
    }

    private static String canonical(String method, String uri, List<String> signed, HttpHeaders headers) {
        String[] parts = uri.split("\\?", 2);
        String values = signed.stream()
                .sorted()
                .map(name -> name + ":" + headers.get(name).strip() + "\n")
                .collect(Collectors.joining());
        return String.join(
                "\n",
                method,
                parts[0],
                parts.length < 2 ? "" : canonicalQuery(parts[1]),
                values,
                String.join(";", signed),
                headers.get("x-acs-content-sha256"));
    }

    /** Read and written anew, so that it does not matter how the sender wrote it. */
    private static String canonicalQuery(String query) {
        return new TreeMap<>(parameters(query))
                .entrySet().stream()
                        .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                        .collect(Collectors.joining("&"));
    }

    static Map<String, String> parameters(String query) {
        return Arrays.stream(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> URLDecoder.decode(pair[0], UTF_8),
                        pair -> pair.length < 2 ? "" : URLDecoder.decode(pair[1], UTF_8)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private String signature(String canonical) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            String toSign = "ACS3-HMAC-SHA256\n" + sha256(canonical.getBytes(UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(toSign.getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
