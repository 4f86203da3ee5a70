package io.wellspring.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An authority of a test's own and a server's certificate that it signed, made by openssl. */
public record Certificates(Path folder) {

    private static final List<String> KEY = List.of("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc");

    /** Makes an authority in this folder. */
    public static Certificates in(Path folder) {
        Certificates made = new Certificates(folder);
        made.openssl(
                "req -x509 -days 2 -subj /CN=wellspring-test -keyout ca.key -out ca.crt -addext"
                        + " basicConstraints=critical,CA:TRUE",
                KEY);
        return made;
    }

    /** Makes the certificate of a server that is called by this name. */
    public Certificates forHost(String host) throws IOException {
        openssl("req -subj /CN=" + host + " -keyout server.key -out server.csr", KEY);
        Files.writeString(folder.resolve("san"), "subjectAltName=DNS:" + host);
        openssl(
                "x509 -req -days 2 -in server.csr -CA ca.crt -CAkey ca.key -CAcreateserial -extfile san -out server.crt",
                List.of());
        return this;
    }

    /** The file of the authority's certificate. */
    public String authority() {
        return path("ca.crt");
    }

    public String certificate() {
        return path("server.crt");
    }

    public String key() {
        return path("server.key");
    }

    private String path(String file) {
        return folder.resolve(file).toAbsolutePath().toString();
    }

    private void openssl(String arguments, List<String> more) {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments.split(" ")));
        command.addAll(more);
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + "\n" + told);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
