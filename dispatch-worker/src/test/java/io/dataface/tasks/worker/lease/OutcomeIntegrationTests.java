package io.dataface.tasks.worker.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dataface.tasks.model.Phase;
import io.dataface.tasks.model.Reasons;
import io.dataface.tasks.model.worker.Result.Outcome;
import io.dataface.tasks.worker.settings.AgentProperties;
import io.dataface.tasks.worker.workspace.Trees;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class OutcomeIntegrationTests {
    private World world;

    @BeforeEach
    void build(@TempDir Path folder) throws Exception {
        world = new World(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void whatTheAgentLeavesIsCommittedAndPushed() throws Exception {
        world.agent("read line", "echo \"was told: $line\"", "echo done > done.txt");
        world.start();
        var result = world.run(world.grant());
        assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.SUCCEEDED);
        var head = world.head("task/one");
        assertThat(head).isEqualTo(result.headSha());
        assertThat(world.inRemote("show", head + ":done.txt")).isEqualTo("done");
        assertThat(world.inRemote("log", "-1", "--format=%B", head))
                .contains("A task that is done")
                .contains("Dispatch-Id: " + result.dispatchId());
        var log = world.manager.log(result.dispatchId());
        assertThat(log).contains("was told: Please do it.");
        assertThat(result.logLength()).isEqualTo(log.length());
        var change = Objects.requireNonNull(result.change());
        assertThat(change.commits()).hasSize(1);
        assertThat(change.diff()).contains("+done");
        assertThat(change.insertions()).isEqualTo(1);
        assertThat(world.manager.reached(result.dispatchId(), Phase.PUSHING)).isTrue();
    }

    @Test
    void commitsOfTheAgentsOwnArePushedAsTheyAre() throws Exception {
        world.agent(
                "echo a > a.txt",
                "git add a.txt",
                "git commit -q -m 'Add a'",
                "echo \"$(git log -1 --format=%an)\"");
        world.start();
        var result = world.run(world.grant());
        assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(world.inRemote("log", "-1", "--format=%s/%an", "task/one"))
                .isEqualTo("Add a/agent");
    }

    @Test
    void anErrorLineIsTheReasonOfAFailure() throws Exception {
        world.agent("echo working", "echo 'error: the flux is missing' >&2", "exit 3");
        world.start();
        var result = world.run(world.grant());
        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.reason()).isEqualTo(Reasons.EXIT);
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.detail()).isEqualTo("the flux is missing");
        assertThat(result.phase()).isEqualTo(Phase.AGENT);
        assertThat(result.agentStarted()).isTrue();
        assertThat(world.head("task/one")).isEmpty();
    }

    @Test
    void withoutAnErrorLineTheLastOutputIsShown() throws Exception {
        world.agent("echo step one", "echo step two", "exit 9");
        world.start();
        assertThat(world.run(world.grant()).detail())
                .contains("exited with 9")
                .contains("step one\nstep two");
    }

    @Test
    void anAgentThatChangesNothingHasFailed() throws Exception {
        world.agent("true");
        world.start();
        var result = world.run(world.grant());
        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.reason()).isEqualTo(Reasons.NO_CHANGES);
        assertThat(world.head("task/one")).isEmpty();
    }

    @Test
    void aBranchThatIsAheadAlreadyIsUnchanged() throws Exception {
        var head = world.pushAsSomebody("task/one", "earlier.txt");
        world.agent("true");
        world.start();
        var result = world.run(world.grant().expecting(head));
        assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(result.reason()).isEqualTo(Reasons.UNCHANGED);
        assertThat(result.headSha()).isEqualTo(head);
        assertThat(Objects.requireNonNull(result.change()).diff()).contains("earlier.txt");
    }

    @Test
    void aHeadThatAnEarlierRunPushedIsAdoptedWithoutAnAgent() throws Exception {
        var head = world.pushAsSomebody("task/one", "pushed.txt");
        world.agent("touch $OUTSIDE/ran");
        world.start();
        var result = world.run(world.grant().pushed("0".repeat(40), head));
        assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(result.reason()).isEqualTo(Reasons.ADOPTED);
        assertThat(result.headSha()).isEqualTo(head);
        assertThat(result.agentStarted()).isFalse();
        assertThat(world.folder.resolve("ran")).doesNotExist();
    }

    @Test
    void aBranchThatNobodyHereMadeIsNotTouched() throws Exception {
        var head = world.pushAsSomebody("task/one", "theirs.txt");
        world.agent("touch $OUTSIDE/ran");
        world.start();
        var result = world.run(world.grant());
        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.reason()).isEqualTo(Reasons.BRANCH_EXISTS);
        assertThat(world.folder.resolve("ran")).doesNotExist();
        assertThat(world.head("task/one")).isEqualTo(head);
    }

    @Test
    void aBranchThatWasMovedElsewhereIsNotTouched() throws Exception {
        world.pushAsSomebody("other", "other.txt");
        var known = world.head("other");
        var head = world.pushAsSomebody("task/one", "theirs.txt");
        world.agent("touch $OUTSIDE/ran");
        world.start();
        var result = world.run(world.grant().expecting(known).pushed(known));
        assertThat(result.reason()).as(result.toString()).isEqualTo(Reasons.BRANCH_MOVED);
        assertThat(world.folder.resolve("ran")).doesNotExist();
        assertThat(world.head("task/one")).isEqualTo(head);
    }

    @Test
    void aBranchThatMovesMeanwhileIsNotOverwritten() throws Exception {
        world.agent(
                "echo mine > mine.txt",
                "touch $OUTSIDE/waiting",
                "until [ -e $OUTSIDE/go ]; do sleep 0.05; done");
        world.start();
        var dispatch = world.submit(world.grant());
        await().until(() -> Files.exists(world.folder.resolve("waiting")));
        var head = world.pushAsSomebody("task/one", "faster.txt");
        Files.createFile(world.folder.resolve("go"));
        var result = world.result(dispatch);
        assertThat(result.reason()).as(result.toString()).isEqualTo(Reasons.BRANCH_MOVED);
        assertThat(result.phase()).isEqualTo(Phase.PUSHING);
        assertThat(world.head("task/one")).isEqualTo(head);
    }

    @Test
    void commitsOfPeopleOnTheBranchAreStartedFrom() throws Exception {
        var known = world.pushAsSomebody("task/one", "first.txt");
        var head = world.pushAsSomebody("task/one", "second.txt");
        world.agent("cat second.txt", "echo third > third.txt");
        world.start();
        var result = world.run(world.grant().expecting(known));
        assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(world.inRemote("rev-parse", "task/one^")).isEqualTo(head);
    }

    @Test
    void aRejectedBranchIsReplacedFromBase() throws Exception {
        var rejected = world.pushAsSomebody("task/one", "rejected.txt");
        world.agent("echo better > better.txt");
        world.start();
        var grant = world.grant();
        grant.expectedHead = rejected;
        var result = world.run(grant);
        assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(world.inRemote("rev-parse", "task/one^")).isEqualTo(world.head("main"));
    }

    @Test
    void aContinuationKeepsTheTreeAndARetryResetsIt() throws Exception {
        world.agent("echo x >> log.txt", "echo junk > junk.tmp", "cat log.txt | wc -l");
        world.start();
        var first = world.run(world.grant());
        assertThat(first.outcome()).as(first.toString()).isEqualTo(Outcome.SUCCEEDED);
        var head = Objects.requireNonNull(first.headSha());
        var second = world.run(world.grant().continuing().expecting(head));
        assertThat(second.outcome()).as(second.toString()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(world.inRemote("show", "task/one:log.txt")).isEqualTo("x\nx");
        assertThat(world.inRemote("rev-parse", "task/one^")).isEqualTo(head);
        var grant = world.grant();
        grant.expectedHead = second.headSha();
        var third = world.run(grant);
        assertThat(third.outcome()).as(third.toString()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(world.inRemote("show", "task/one:log.txt")).isEqualTo("x");
    }

    @Test
    void aFailedRunsWorkIsThereForItsContinuation() throws Exception {
        world.agent(
                "if [ -e part.txt ]; then echo whole > whole.txt; else echo p > part.txt; exit 1;"
                        + " fi");
        world.start();
        assertThat(world.run(world.grant()).reason()).isEqualTo(Reasons.EXIT);
        var second = world.run(world.grant().continuing());
        assertThat(second.outcome()).as(second.toString()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(world.inRemote("ls-tree", "--name-only", "task/one"))
                .contains("part.txt", "whole.txt");
    }

    @Test
    void aRunThatTakesTooLongNamesStepLimitAndLastOutput() throws Exception {
        world.agent(
                Duration.ofMillis(700),
                Duration.ofSeconds(20),
                "1MB",
                "echo counting sheep",
                "sleep 60");
        world.start();
        var result = world.run(world.grant());
        assertThat(result.outcome()).isEqualTo(Outcome.TIMED_OUT);
        assertThat(result.detail())
                .contains("AGENT", "limit of", "tasks.worker.agents.agent.timeout")
                .contains("counting sheep");
    }

    @Test
    void anAgentWithoutASignOfLifeHasStalled() throws Exception {
        world.agent(Duration.ofSeconds(30), Duration.ofMillis(800), "1MB", "echo hm", "sleep 60");
        world.start();
        var result = world.run(world.grant());
        assertThat(result.outcome()).isEqualTo(Outcome.STALLED);
        assertThat(result.reason()).isNotBlank();
        assertThat(result.detail()).contains("no sign of life", "hm");
    }

    @Test
    void anAgentThatWorksSilentlyHasNotStalled() throws Exception {
        world.agent(
                Duration.ofSeconds(30),
                Duration.ofMillis(800),
                "1MB",
                "end=$((SECONDS+3)); while [ $SECONDS -lt $end ]; do :; done",
                "echo ok > ok.txt");
        world.start();
        assertThat(world.run(world.grant()).outcome()).isEqualTo(Outcome.SUCCEEDED);
    }

    @Test
    void anAgentThatFloodsItsOutputIsEnded() throws Exception {
        world.agent(Duration.ofSeconds(30), Duration.ofSeconds(20), "200KB", "yes flood");
        world.start();
        var result = world.run(world.grant());
        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(result.reason()).isEqualTo("output_limit");
    }

    @Test
    void anAgentThatFillsItsWorkspaceIsStoppedAndNothingOfThatStays() throws Exception {
        world.agent("while :; do head -c 1000000 /dev/zero >>filling; sleep 0.05; done");
        world.start();
        var result = world.run(world.grant());
        assertThat(result.reason()).isEqualTo("workspace_limit");
        assertThat(result.detail()).contains("8").contains("agent.workspace-limit");
        assertThat(Trees.size(world.data().resolve("workspaces"))).isZero();
    }

    @Test
    void aWorkspaceFilledFasterThanItIsLookedAtIsNotPushed() throws Exception {
        world.agent("head -c 9000000 /dev/zero >filling");
        world.start();
        assertThat(world.run(world.grant()).reason()).isEqualTo("workspace_limit");
        assertThat(world.head("task/one")).isEmpty();
    }

    @Test
    void anUnreadableRemoteIsNamed() throws Exception {
        world.agent("true");
        world.start();
        Files.move(world.remote, world.folder.resolve("away.git"));
        var result = world.run(world.grant());
        assertThat(result.reason()).isEqualTo(Reasons.REMOTE_UNREADABLE);
        assertThat(result.phase()).isEqualTo(Phase.PREPARING);
        assertThat(result.detail()).contains("code");
    }

    @Test
    void aMissingProgramOrAgentIsNamed() throws Exception {
        world.agents.put(
                "agent",
                new AgentProperties(
                        List.of("no-such-program-here"),
                        List.of(),
                        Map.of(),
                        Duration.ofSeconds(9),
                        Duration.ofSeconds(9),
                        DataSize.ofMegabytes(1),
                        DataSize.ofMegabytes(1)));
        world.start();
        var result = world.run(world.grant());
        assertThat(result.phase()).isEqualTo(Phase.CHECKING);
        assertThat(result.detail()).contains("no-such-program-here");
        var other = world.grant();
        other.agent = "nobody";
        assertThat(world.run(other).detail()).contains("no agent nobody").contains("agent");
    }

    @Test
    void hostileNamesAreRefused() throws Exception {
        world.agent("touch $OUTSIDE/ran");
        world.start();
        for (var name :
                List.of("-x", "a..b", "a b", "a.lock", "../x", "$(id)", "a;b", "refs/heads/x")) {
            var grant = world.grant();
            grant.branch = name;
            assertThat(world.run(grant).reason()).as(name).isEqualTo("bad_grant");
        }
        assertThat(world.folder.resolve("ran")).doesNotExist();
    }

    @Test
    void aRefusingRemoteIsQuoted() throws Exception {
        var hooks = Files.createDirectories(world.remote.resolve("hooks"));
        var hook =
                Files.writeString(
                        hooks.resolve("pre-receive"), "#!/bin/bash\necho no way >&2; exit 1\n");
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
        world.agent("echo a > a.txt");
        world.start();
        var result = world.run(world.grant());
        assertThat(result.reason()).as(result.toString()).isEqualTo("push_rejected");
        assertThat(result.detail()).contains("no way");
    }

    @Test
    void theAgentSeesAClosedEnvironmentAndFoldersOfItsOwn() throws Exception {
        world.agent("env | sort", "echo \"args $#\"", "touch $HOME/x $TMPDIR/y", "pwd > where.txt");
        world.start();
        var result = world.run(world.grant());
        var log = world.manager.log(result.dispatchId());
        assertThat(log).contains("TASKS_TASK=t1", "TASKS_BRANCH=task/one", "HOME=" + world.data());
        var mine =
                System.getenv().keySet().stream()
                        .filter(
                                name ->
                                        !List.of(
                                                        "PATH",
                                                        "LANG",
                                                        "LC_ALL",
                                                        "LC_CTYPE",
                                                        "TZ",
                                                        "USER",
                                                        "LOGNAME",
                                                        "HOME",
                                                        "PWD",
                                                        "SHLVL",
                                                        "_",
                                                        "OLDPWD",
                                                        "TMPDIR")
                                                .contains(name))
                        .map(name -> "\n" + name + "=");
        assertThat(mine).noneMatch(log::contains);
        assertThat(world.data().resolve("runs")).isEmptyDirectory();
    }

    @Test
    void theTokenIsNoWhereInTheLog() throws Exception {
        world.agent(
                "cat $OUTSIDE/token",
                "echo ghp_abcdefghijklmnopqrstuvwxyz0123456789",
                "echo a > a");
        world.start();
        var result = world.run(world.grant());
        assertThat(world.manager.log(result.dispatchId()))
                .contains("[redacted]")
                .doesNotContain(FakeManager.TOKEN)
                .doesNotContain("ghp_");
    }
}
