package io.dataface.tasks.worker.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefFilesTests {
    @TempDir Path folder;

    @BeforeEach
    void commit() throws Exception {
        git("init", "--quiet", "--initial-branch=main");
        git(
                "-c",
                "user.name=a",
                "-c",
                "user.email=a@b",
                "commit",
                "-q",
                "--allow-empty",
                "-m",
                "a");
        git("branch", "area/one");
        git("tag", "-m", "v", "v1");
    }

    @Test
    void looseAndPackedRefsAreThoseOfGit() throws Exception {
        assertThat(read()).isEqualTo(gitsOwn()).hasSize(3);

        git("pack-refs", "--all");
        git("branch", "area/two");
        assertThat(read()).isEqualTo(gitsOwn()).hasSize(4);
    }

    @Test
    void aLooseRefWinsOverAPackedOne() throws Exception {
        git("pack-refs", "--all");
        git(
                "-c",
                "user.name=a",
                "-c",
                "user.email=a@b",
                "commit",
                "-q",
                "--allow-empty",
                "-m",
                "b");

        assertThat(read()).isEqualTo(gitsOwn());
    }

    @Test
    void linksAndLargeFilesAreOdd() throws IOException {
        Path heads = folder.resolve(".git/refs/heads");
        Files.createSymbolicLink(heads.resolve("link"), Path.of("main"));
        Files.write(heads.resolve("large"), new byte[100_000]);
        Files.writeString(heads.resolve("main.lock"), "");

        assertThat(read())
                .containsEntry("refs/heads/link", RefFiles.ODD)
                .containsEntry("refs/heads/large", RefFiles.ODD)
                .doesNotContainKey("refs/heads/main.lock");
    }

    private Map<String, String> read() throws IOException {
        return RefFiles.read(folder.resolve(".git"));
    }

    private Map<String, String> gitsOwn() throws Exception {
        var refs = new TreeMap<String, String>();
        git("for-each-ref", "--format=%(refname) %(objectname)")
                .lines()
                .forEach(line -> refs.put(line.split(" ")[0], line.split(" ")[1]));
        return refs;
    }

    private String git(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        var process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        var text = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).isZero();
        return text;
    }
}
