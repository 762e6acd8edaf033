package io.dataface.tasks.worker.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.model.Reasons;
import io.dataface.tasks.model.worker.Result.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an agent can plant where it writes, and what becomes of it. The canary is a file that only
/// planted code would make.
class HostileAgentIntegrationTests {
    private static final String PLANT =
            """
            cat > $OUTSIDE/evil <<'X'
            #!/bin/bash
            touch %s/canary
            cat
            X
            chmod +x $OUTSIDE/evil
            """;

    private World world;

    @BeforeEach
    void build(@TempDir Path folder) throws Exception {
        world = new World(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void agent(String... lines) throws Exception {
        world.agent(PLANT.formatted(world.folder) + String.join("\n", lines));
        world.start();
    }

    private void nothingPlantedRan() {
        assertThat(world.folder.resolve("canary")).doesNotExist();
    }

    @Test
    void hooksInTheCloneRunNothingOfOurs() throws Exception {
        agent(
                "for h in pre-commit post-commit commit-msg pre-push post-checkout"
                        + " reference-transaction post-index-change; do",
                "  cp $OUTSIDE/evil .git/hooks/$h; done",
                "echo a > a.txt");
        var first = world.run(world.grant());
        assertThat(first.outcome()).as(first.toString()).isEqualTo(Outcome.SUCCEEDED);
        var second =
                world.run(
                        world.grant()
                                .continuing()
                                .expecting(Objects.requireNonNull(first.headSha())));
        assertThat(second.reason()).as(second.toString()).isEqualTo(Reasons.UNCHANGED);
        nothingPlantedRan();
    }

    @Test
    void configurationOfTheCloneRunsNothingOfOurs() throws Exception {
        agent(
                "git config core.fsmonitor $OUTSIDE/evil",
                "git config core.sshCommand $OUTSIDE/evil",
                "git config core.hooksPath $OUTSIDE",
                "git config core.alternateRefsCommand $OUTSIDE/evil",
                "git config uploadpack.packObjectsHook $OUTSIDE/evil",
                "git config diff.external $OUTSIDE/evil",
                "git config filter.evil.clean $OUTSIDE/evil",
                "git config filter.evil.smudge $OUTSIDE/evil",
                "git config filter.evil.process $OUTSIDE/evil",
                "git config diff.evil.textconv $OUTSIDE/evil",
                "git config diff.evil.command $OUTSIDE/evil",
                "git config merge.evil.driver $OUTSIDE/evil",
                "git config core.worktree /etc",
                "git config extensions.worktreeConfig true",
                "echo '* filter=evil diff=evil merge=evil' > .gitattributes",
                "echo a > a.txt");
        var first = world.run(world.grant());
        assertThat(first.outcome()).as(first.toString()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(world.inRemote("show", "task/one:a.txt")).isEqualTo("a");
        assertThat(world.manager.log(first.dispatchId())).contains("they are not used");
        world.run(world.grant().continuing().expecting(Objects.requireNonNull(first.headSha())));
        nothingPlantedRan();
    }

    @Test
    void linksThatLeaveTheTreeAndNestedRepositoriesStayOut() throws Exception {
        agent(
                "ln -s /etc/passwd absolute",
                "ln -s ../../../../secret above",
                "ln -s .git/config inner",
                "mkdir -p d/e; ln -s ../.. d/e/root; ln -s d/e/root/../../x through",
                "ln -s a.txt good",
                "mkdir nested; (cd nested; git init -q; echo x > x; git add x;",
                "  git -c user.name=n -c user.email=n@n commit -q -m n;",
                "  git config core.fsmonitor $OUTSIDE/evil)",
                "rm README.md; ln -s /etc/hosts README.md",
                "echo a > a.txt");
        var result = world.run(world.grant());
        assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(world.inRemote("ls-tree", "-r", "--name-only", "task/one").lines())
                .containsExactlyInAnyOrder("README.md", "a.txt", "d/e/root", "good");
        assertThat(world.inRemote("show", "task/one:README.md")).isEqualTo("hello");
        nothingPlantedRan();
    }

    @Test
    void aCommittedLinkThatLeavesTheTreeIsNotPushed() throws Exception {
        agent("ln -s /etc/passwd out", "git add out", "git commit -q -m out");
        var result = world.run(world.grant());
        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.reason()).isEqualTo("forbidden_path");
        assertThat(result.detail()).contains("out");
        assertThat(world.head("task/one")).isEmpty();
    }

    @Test
    void aCommittedNestedRepositoryIsNotPushed() throws Exception {
        agent(
                "mkdir nested; (cd nested; git init -q; echo x > x; git add x;",
                "  git -c user.name=n -c user.email=n@n commit -q -m n)",
                "git add nested 2> /dev/null; git commit -q -m nested");
        var result = world.run(world.grant());
        assertThat(result.reason()).as(result.toString()).isEqualTo("forbidden_path");
        assertThat(world.head("task/one")).isEmpty();
    }

    @Test
    void aCloneThatPointsElsewhereIsTampered() throws Exception {
        agent("mv .git $OUTSIDE/moved", "echo \"gitdir: $OUTSIDE/moved\" > .git", "echo a > a.txt");
        var result = world.run(world.grant());
        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.reason()).as(result.toString()).isEqualTo(Reasons.TAMPERED);
        assertThat(world.head("task/one")).isEmpty();
    }

    @Test
    void whatIsPlantedInTheWorkersRepositoryIsTamperedAndHealed() throws Exception {
        agent(
                "r=$(echo $OUTSIDE/data/repositories/*.git)",
                "if [ -e $OUTSIDE/once ]; then echo a > a.txt; exit 0; fi; touch $OUTSIDE/once",
                "mkdir $r/hooks; cp $OUTSIDE/evil $r/hooks/reference-transaction",
                "git --git-dir=$r config core.fsmonitor $OUTSIDE/evil",
                "git --git-dir=$r update-ref refs/remotes/origin/main $(git commit-tree -m x"
                        + " HEAD^{tree})",
                "git --git-dir=$r update-ref refs/heads/extra HEAD",
                "rm -f $OUTSIDE/canary",
                "echo a > a.txt");
        var first = world.run(world.grant());
        assertThat(first.reason()).as(first.toString()).isEqualTo(Reasons.TAMPERED);
        assertThat(first.detail()).contains("hooks", "config");
        assertThat(world.head("task/one")).isEmpty();
        var second = world.run(world.grant());
        assertThat(second.outcome()).as(second.toString()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(world.inRemote("rev-parse", "task/one^")).isEqualTo(world.head("main"));
        nothingPlantedRan();
    }

    @Test
    void aHistoryThatDoesNotDescendFromTheStartIsNotPushed() throws Exception {
        agent(
                "git checkout -q --orphan new",
                "echo a > a.txt",
                "git add .",
                "git commit -q -m new");
        var result = world.run(world.grant());
        assertThat(result.reason()).as(result.toString()).isEqualTo("diverged");
        assertThat(world.head("task/one")).isEmpty();
    }

    @Test
    void theCloneHasNowhereToPushTo() throws Exception {
        agent(
                "echo a > a.txt; git add .; git commit -q -m a",
                "git push origin HEAD:main && touch $OUTSIDE/canary; true");
        var main = world.head("main");
        var result = world.run(world.grant());
        assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(world.head("main")).isEqualTo(main);
        nothingPlantedRan();
    }

    @Test
    void namesWithOddBytesAreCommittedAsTheyAre() throws Exception {
        agent(
                "echo a > $'\\xfc.txt'",
                "echo b > 'ü x.txt'",
                "echo c > $'new\\nline'",
                "echo d > -x");
        var result = world.run(world.grant());
        assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(Objects.requireNonNull(result.change()).files()).isEqualTo(4);
    }

    @Test
    void nothingOfOneRunIsThereInTheNext() throws Exception {
        agent(
                "echo \"home $(ls -A $HOME | wc -l) tmp $(ls -A $TMPDIR | wc -l)\"",
                "touch $HOME/left $TMPDIR/left",
                "(setsid sleep 300 &)",
                "echo $RANDOM >> a.txt");
        world.run(world.grant());
        var second = world.run(world.grant().on("two"));
        assertThat(world.manager.log(second.dispatchId())).contains("home 0 tmp 0");
    }

    @Test
    void anUnfinishedStateIsKeptWhenTheWorkspaceIsReset() throws Exception {
        agent("echo half > half.txt; exit 1");
        var first = world.run(world.grant());
        world.run(world.grant());
        try (var repositories = Files.list(world.data().resolve("repositories"))) {
            var repository = repositories.findFirst().orElseThrow();
            assertThat(
                            World.git(
                                    repository,
                                    "show",
                                    "refs/dispatch/" + first.dispatchId() + ":half.txt"))
                    .isEqualTo("half");
        }
    }
}
