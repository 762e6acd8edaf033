package io.dataface.tasks.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoIntegrationTests {
    @TempDir Path folder;
    private Demo demo;

    @BeforeEach
    void create() throws IOException, InterruptedException {
        demo = Demo.create(folder.resolve("demo"));
    }

    @Test
    void planAndCodeAreRepositoriesWithBareRemotes() throws Exception {
        Path code = folder.resolve("demo/lantern");

        assertThat(run(demo.plan(), "git", "status", "--porcelain").output()).isEmpty();
        assertThat(run(demo.codeRemote(), "git", "rev-parse", "--is-bare-repository").output())
                .isEqualTo("true");
        assertThat(run(demo.codeRemote(), "git", "rev-parse", "main").output())
                .isEqualTo(run(code, "git", "rev-parse", "HEAD").output());
        assertThat(run(code, "git", "remote", "get-url", "origin").output())
                .isEqualTo(demo.codeRemote().toString());
        assertThat(run(code, "/bin/sh", "check.sh").exitCode()).isZero();
    }

    @Test
    void whatPeopleChangeStays() throws Exception {
        Path page = demo.plan().resolve("tasks/README.md");
        Files.writeString(page, "mine");

        Demo.create(folder.resolve("demo"));

        assertThat(page).hasContent("mine");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dig-the-cellar",
                "open-the-trapdoor",
                "plant-the-garden",
                "fill-the-lantern",
                "write-the-ending",
                "write-the-walkthrough",
                "a-task-of-your-own"
            })
    void theAgentDoesATaskAndCommits(String task) throws Exception {
        Path work = clone(task);

        Answer answer = agent(work, task);

        assertThat(answer.exitCode()).as(answer.output()).isZero();
        assertThat(answer.output()).contains("I was given 2 lines").contains("Done.");
        assertThat(run(work, "git", "rev-list", "--count", "origin/main..").output())
                .isEqualTo("1");
        assertThat(run(work, "git", "status", "--porcelain").output()).isEmpty();
        assertThat(run(work, "/bin/sh", "check.sh").exitCode()).isZero();
    }

    @Test
    void theFailingTaskSaysWhyAndCommitsNothing() throws Exception {
        Path work = clone("translate");

        Answer answer = agent(work, "translate-fail-without-glossary");

        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.output()).contains("error: i18n/glossary.txt does not exist");
        assertThat(run(work, "git", "rev-list", "--count", "origin/main..").output())
                .isEqualTo("0");
    }

    @Test
    void everyFileOfTheDemoIsListed() throws Exception {
        Path resources = Path.of("src/main/resources/demo");
        try (var paths = Files.walk(resources)) {
            List<String> files =
                    paths.filter(Files::isRegularFile)
                            .map(file -> resources.relativize(file).toString())
                            .filter(name -> name.contains("/"))
                            .sorted()
                            .toList();
            assertThat(Files.readAllLines(resources.resolve("files.txt")))
                    .containsExactlyInAnyOrderElementsOf(files);
        }
    }

    private Path clone(String name) throws Exception {
        Path work = folder.resolve("work-" + name);
        run(folder, "git", "clone", "--quiet", demo.codeRemote().toString(), work.toString());
        return work;
    }

    private Answer agent(Path work, String task) throws Exception {
        return run(work, "/bin/sh", demo.agent().toString(), "task/" + task);
    }

    private record Answer(int exitCode, String output) {}

    private static Answer run(Path folder, String... command) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("DEMO_AGENT_SECONDS", "0");
        Process process = builder.start();
        try (var prompt = process.outputWriter()) {
            prompt.write("# A task\nDo it.\n");
        } catch (IOException ended) {
            // git reads no input and may have ended before it was written.
        }
        String output = new String(process.getInputStream().readAllBytes()).strip();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Answer(process.exitValue(), output);
    }
}
