package io.dataface.tasks.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmulatorProgramTests {
    @TempDir Path folder;

    @Test
    void whatTheVariableNamesComesFirst() throws IOException {
        var own = Files.createFile(folder.resolve("own.jar"));
        installed("cloud-pubsub-emulator-0.8.20-all.jar");

        var found =
                EmulatorProgram.find(
                        Map.of("PUBSUB_EMULATOR_JAR", own.toString()), List.of(folder));

        assertThat(found).map(EmulatorProgram::jar).contains(own);
    }

    @Test
    void ofSeveralVersionsTheNewestIsTaken() throws IOException {
        installed("cloud-pubsub-emulator-0.8.6-all.jar");
        var newest = installed("cloud-pubsub-emulator-0.8.20-all.jar");
        installed("cloud-pubsub-emulator-0.8-sources.jar");

        var found = EmulatorProgram.find(Map.of(), List.of(folder.resolve("elsewhere"), folder));

        assertThat(found).map(EmulatorProgram::jar).contains(newest);
    }

    @Test
    void nothingIsFoundWhereNothingIs() {
        assertThat(EmulatorProgram.find(Map.of("PUBSUB_EMULATOR_JAR", " "), List.of(folder)))
                .isEmpty();
    }

    @Test
    void aVariableThatNamesNoFileIsSaid() {
        assertThatThrownBy(
                        () ->
                                EmulatorProgram.find(
                                        Map.of("PUBSUB_EMULATOR_JAR", "/nowhere.jar"), List.of()))
                .hasMessageContaining("PUBSUB_EMULATOR_JAR names /nowhere.jar");
    }

    private Path installed(String name) throws IOException {
        var lib = Files.createDirectories(folder.resolve("platform/pubsub-emulator/lib"));
        return Files.createFile(lib.resolve(name));
    }
}
