package io.dataface.tasks.cli.installation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationLockTests {
    @TempDir Path folder;

    @Test
    void aHeldLockIsGivenToNobodyElse() {
        DataFolder data = new DataFolder(folder);
        assertThat(InstallationLock.isHeld(data)).isFalse();

        try (InstallationLock _ = InstallationLock.findFree(data.lock()).orElseThrow()) {
            assertThat(InstallationLock.findFree(data.lock())).isEmpty();
            assertThat(InstallationLock.isHeld(data)).isTrue();
        }

        assertThat(InstallationLock.isHeld(data)).isFalse();
    }
}
