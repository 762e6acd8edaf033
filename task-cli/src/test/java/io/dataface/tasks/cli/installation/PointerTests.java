package io.dataface.tasks.cli.installation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PointerTests {
    @TempDir Path home;
    @TempDir Path elsewhere;
    private Pointer pointer;
    private DataFolder data;

    @BeforeEach
    void point() {
        pointer = new Pointer(home);
        data = new DataFolder(elsewhere);
    }

    @Test
    void withoutAPointerTheFolderBesideTheLauncherIsMeant() {
        assertThat(pointer.follow().root()).isEqualTo(home.resolve(".tasks"));
    }

    @Test
    void aRunningInstallationElsewhereIsFollowed() {
        pointer.set(data);

        try (InstallationLock _ = InstallationLock.findFree(data.lock()).orElseThrow()) {
            assertThat(pointer.follow()).isEqualTo(data);
        }
    }

    @Test
    void aPointerToWhatNoLongerRunsIsIgnored() {
        pointer.set(data);

        assertThat(pointer.follow()).isEqualTo(Pointer.standardData(home));
    }

    @Test
    void clearingDropsOnlyItsOwnPointer() {
        pointer.set(data);

        pointer.clear(new DataFolder(home.resolve("other")));
        assertThat(home.resolve(".tasks/installation")).exists();
        pointer.clear(data);
        assertThat(home.resolve(".tasks/installation")).doesNotExist();
    }
}
