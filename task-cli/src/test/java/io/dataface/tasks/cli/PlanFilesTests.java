package io.dataface.tasks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanFilesTests {
    @TempDir Path folder;

    private CommandRun.Ended run(String... args) {
        return CommandRun.in(folder).run(args);
    }

    @Test
    void whatInitAndNewWritePassesCheck() {
        assertThat(run("init", "--name", "Shop: \"one\"", "--person", "Zoë O'Hara").code())
                .isZero();
        var created =
                run(
                        "new",
                        "--workstream",
                        "main",
                        "--title",
                        "Größe: ändern?",
                        "--depends-on",
                        "say-hello",
                        "--priority",
                        "P0",
                        "--milestone",
                        "m1-first-steps");
        assertThat(created.code()).isZero();
        Path file = Path.of(created.out().strip());
        assertThat(file).exists().hasParent(folder.resolve("tasks/workstreams/main/tasks"));
        assertThat(file)
                .content()
                .contains("priority: p0", "owner: engineer", "## QA Exploration", "depends_on:");
        var check = run("check", "--json");
        assertThat(check.code()).isZero();
        assertThat(check.json().path("errors").asInt()).isZero();
        assertThat(check.json().path("files").asInt()).isEqualTo(8);
    }

    @Test
    void initOverwritesNothing() throws IOException {
        Path mine = Files.createDirectories(folder.resolve("tasks")).resolve("mkdocs.yml");
        Files.writeString(mine, "site_name: mine\n");
        var ended = run("init");
        assertThat(ended.code()).isEqualTo(4);
        assertThat(ended.err()).contains("is there already", "fix:");
        assertThat(mine).hasContent("site_name: mine");
        assertThat(folder.resolve("tasks/README.md")).doesNotExist();
    }

    @Test
    void aDryRunWritesNothing() {
        var init = run("init", "--dry-run");
        assertThat(init.code()).isZero();
        assertThat(init.out()).contains("would write ");
        assertThat(folder.resolve("tasks")).doesNotExist();
        run("init");
        var created = run("new", "--workstream", "main", "--title", "Later", "--dry-run");
        assertThat(created.out()).startsWith("---\nid: MAIN-LATER\n");
        assertThat(folder.resolve("tasks/workstreams/main/tasks/later.md")).doesNotExist();
    }

    @Test
    void aNewTaskThatDoesNotFitIsRefusedWithTheNearestNames() {
        run("init", "--person", "Ada");
        assertThat(run("new", "--workstream", "man", "--title", "X y").err())
                .contains("no workstream 'man'", "did you mean main?");
        assertThat(run("new", "--workstream", "main", "--title", "X y", "--owner", "enginer").err())
                .contains("no person or role 'enginer'", "did you mean engineer?");
        assertThat(
                        run(
                                        "new",
                                        "--workstream",
                                        "main",
                                        "--title",
                                        "X",
                                        "--depends-on",
                                        "say-helo")
                                .err())
                .contains("no task 'say-helo'", "did you mean say-hello?");
        var again = run("new", "--workstream", "main", "--title", "Say hello");
        assertThat(again.code()).isEqualTo(4);
        assertThat(run("new", "--title", "X").code()).isEqualTo(2);
        assertThat(run("new", "--workstream", "main", "--title", "../x", "--slug", "../x").code())
                .isEqualTo(2);
    }

    @Test
    void checkPointsAtTheErrorAndFails() throws IOException {
        run("init");
        Path bad = folder.resolve("tasks/workstreams/main/tasks/bad.md");
        Files.writeString(bad, "---\ntitle: Bad\npriority: p9\nowner: nobdy\n---\n\n# Bad\n");
        var all = run("check", "--errors-only");
        assertThat(all.code()).isEqualTo(1);
        assertThat(all.out())
                .containsPattern("(?m)^tasks/workstreams/main/tasks/bad.md:\\d+:\\d+: error ")
                .contains("  fix: ");
        var one = run("check", bad.toString(), "--json");
        assertThat(one.code()).isEqualTo(1);
        one.json()
                .path("problems")
                .forEach(
                        problem -> assertThat(problem.path("path").asString()).endsWith("/bad.md"));
        var other = run("check", "tasks/workstreams/main/tasks/say-hello.md");
        assertThat(other.code()).isZero();
    }

    @Test
    void aFolderWithoutAPlanSaysHowToBegin() {
        var ended = run("check");
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.err()).contains("no plan in", "tasks init");
    }
}
