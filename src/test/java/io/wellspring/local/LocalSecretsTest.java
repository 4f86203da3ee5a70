package io.wellspring.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LocalSecretsTest {

    @TempDir
    private Path temporary;

    private DataFolder folder;

    @BeforeEach
    void claim() throws IOException {
        folder = DataFolder.claim(temporary.resolve("data"));
    }

    @AfterEach
    void release() throws IOException {
        folder.close();
    }

    @Test
    void theFirstRunMakesThemAndTheNextFindsThem() throws IOException {
        assertThat(LocalSecrets.of(folder)).isEqualTo(LocalSecrets.of(folder));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void onlyTheirOwnerReadsThem() throws IOException {
        LocalSecrets.of(folder);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.file("secrets.properties"))))
                .isEqualTo("rw-------");
    }

    @Test
    void theSigningKeyIsNamedByItsThumbprint() throws Exception {
        ECKey key = JWKSet.parse(LocalSecrets.of(folder).signingKeys())
                .getKeys()
                .get(0)
                .toECKey();

        assertThat(key.isPrivate()).isTrue();
        assertThat(key.getKeyID()).isEqualTo(key.computeThumbprint().toString());
    }

    @Test
    void dataWhoseSecretsAreGoneEndTheStart() throws IOException {
        LocalSecrets.of(folder);
        Files.createDirectory(folder.file(LocalPostgres.DATA));
        Files.delete(folder.file("secrets.properties"));

        assertThatThrownBy(() -> LocalSecrets.of(folder))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("cannot be read without its secrets.properties");
    }

    @Test
    void aFolderServesOneRunAtATime() {
        assertThatThrownBy(() -> DataFolder.claim(folder.path()))
                .isInstanceOf(CannotStart.class)
                .hasMessageStartingWith("Another local run holds " + folder.path());
    }
}
