package io.dataface.tasks.manager.plan.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadFileTests {

    @TempDir Path folder;
    private Path gitDir;
    private Git git;

    @BeforeEach
    void commit() {
        gitDir = folder.resolve(".git");
        git = new Git(gitDir, Duration.ofSeconds(20));
        git.text("init", "--quiet", "--initial-branch=main");
        git.text(
                "-c",
                "user.name=Ann",
                "-c",
                "user.email=ann@example.org",
                "commit",
                "--quiet",
                "--allow-empty",
                "--message=One");
    }

    @Test
    void aBranchIsReadFromItsFile() {
        assertThat(HeadFile.findCommit(gitDir)).contains(git.text("rev-parse", "HEAD"));
    }

    @Test
    void aDetachedHeadIsItsCommit() {
        git.text("update-ref", "--no-deref", "HEAD", git.text("rev-parse", "HEAD"));

        assertThat(HeadFile.findCommit(gitDir)).contains(git.text("rev-parse", "HEAD"));
    }

    @Test
    void aPackedBranchIsLeftToGit() {
        git.text("pack-refs", "--all");

        assertThat(HeadFile.findCommit(gitDir)).isEmpty();
    }

    @Test
    void whatIsNoCommitIsLeftToGit() throws IOException {
        Files.writeString(gitDir.resolve("refs/heads/main"), "ref: refs/heads/other\n");
        assertThat(HeadFile.findCommit(gitDir)).isEmpty();

        Files.writeString(gitDir.resolve("HEAD"), "ref: refs/heads/../../../other\n");
        assertThat(HeadFile.findCommit(gitDir)).isEmpty();

        git.text("symbolic-ref", "HEAD", "refs/heads/none");
        assertThat(HeadFile.findCommit(gitDir)).isEmpty();
    }
}
