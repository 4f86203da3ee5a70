package io.wellspring.local;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Properties;
import java.util.function.Supplier;

/** The secrets of a data folder: made at its first run and kept, for its data cannot be read without them. */
public record LocalSecrets(String database, String redis, String phoneKeys, String codeKey, String signingKeys) {

    private static final SecureRandom RANDOM = new SecureRandom();

    static LocalSecrets of(DataFolder folder) throws IOException {
        Path file = folder.file("secrets.properties");
        if (!Files.exists(file) && Files.exists(folder.file(LocalPostgres.DATA))) {
            throw new CannotStart("The data in " + folder.path() + " cannot be read without its secrets.properties:"
                    + " put the file back, or delete the folder to begin anew.");
        }
        Properties kept = read(file);
        LocalSecrets secrets = new LocalSecrets(
                keptOr(kept, "database.password", LocalSecrets::password),
                keptOr(kept, "redis.password", LocalSecrets::password),
                keptOr(kept, "phone.keys", () -> "local1:" + key()),
                keptOr(kept, "code.key", LocalSecrets::key),
                keptOr(kept, "signing.keys", LocalSecrets::freshSigningKeys));
        OwnerOnly.write(file, text(kept));
        return secrets;
    }

    /** Fit for a URL and for a configuration file alike. */
    static String password() {
        return HexFormat.of().formatHex(random(16));
    }

    private static String key() {
        return Base64.getEncoder().encodeToString(random(32));
    }

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }

    private static String freshSigningKeys() {
        try {
            return new JWKSet(new ECKeyGenerator(Curve.P_256)
                            .keyIDFromThumbprint(true)
                            .generate())
                    .toString(false);
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String keptOr(Properties kept, String name, Supplier<String> fresh) {
        return (String) kept.computeIfAbsent(name, absent -> fresh.get());
    }

    private static Properties read(Path file) throws IOException {
        Properties kept = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                kept.load(reader);
            }
        }
        return kept;
    }

    private static String text(Properties kept) throws IOException {
        StringWriter text = new StringWriter();
        kept.store(text, "Made by the first local run on this folder.");
        return text.toString();
    }
}
