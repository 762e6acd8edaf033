package io.dataface.tasks.cli.installation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTests {
    @TempDir Path folder;

    @Test
    void aSecretIsMadeOnceForItsOwnerAlone() throws IOException {
        Path file = folder.resolve("token");

        String secret = Secrets.readOrCreate(file);

        assertThat(secret).matches("[A-Za-z0-9_-]{43}");
        assertThat(Secrets.readOrCreate(file)).isEqualTo(secret);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aFileForItsOwnerAloneReplacesOneThatIsNot() throws IOException {
        Path file = folder.resolve("run.json");
        Files.writeString(file, "old");

        Secrets.writePrivate(file, "new");

        assertThat(file).hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }
}
