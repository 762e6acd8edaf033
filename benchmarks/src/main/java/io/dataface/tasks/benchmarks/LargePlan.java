package io.dataface.tasks.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A plan of 10,000 tasks in 11 workstreams and 8 milestones, as a folder in git.
///
/// @param folder the repository
record LargePlan(Path folder) {
    static final int TASKS = 10_000;
    private static final int WORKSTREAMS = 11;
    private static final int MILESTONES = 8;
    private static final String TEXT =
            "The rooms of the house are files, and a room names the rooms that one can go to. ";

    /// Writes the plan's pages, but for its tasks, and commits them.
    static LargePlan begin(Path folder) throws IOException, InterruptedException {
        write(folder.resolve("tasks/mkdocs.yml"), "site_name: Large plan\n");
        write(folder.resolve("tasks/README.md"), "# Large plan\n\nA plan to measure with.\n");
        write(
                folder.resolve("tasks/team/people/ada.md"),
                "---\ntype: person\ntitle: Ada\n---\n# Ada\n");
        for (int i = 1; i <= MILESTONES; i++) {
            write(
                    folder.resolve("tasks/milestones/m%d.md".formatted(i)),
                    "---\ntype: milestone\ntitle: Milestone %d\n---\n# Milestone %d\n\n## Exit Criteria\n\n- [ ] done\n"
                            .formatted(i, i));
        }
        for (int i = 1; i <= WORKSTREAMS; i++) {
            write(
                    folder.resolve("tasks/workstreams/area-%02d/index.md".formatted(i)),
                    "---\ntype: workstream\ntitle: Area %d\nowner: ada\n---\n# Area %d\n\n%s\n"
                            .formatted(i, i, TEXT.repeat(5)));
        }
        LargePlan plan = new LargePlan(folder);
        plan.git("init", "--quiet", "--initial-branch=main");
        plan.commit("Begin");
        return plan;
    }

    /// Adds the tasks: about 2 kB each, every fifth with a dependency.
    void addTasks() throws IOException {
        for (int i = 0; i < TASKS; i++) {
            write(task(i), text(i, "not_started"));
        }
    }

    /// Changes so many tasks' text, other ones each round.
    void change(int tasks, int round) throws IOException {
        for (int i = 0; i < tasks; i++) {
            int number = (round * tasks + i) * 37 % TASKS;
            Files.writeString(task(number), text(number, "in_progress") + "Round " + round + ".\n");
        }
    }

    void commit(String message) throws IOException, InterruptedException {
        git("add", "--all");
        git("commit", "--quiet", "--message=" + message);
    }

    /// Runs git in the folder.
    void git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-c", "user.name=ada"));
        command.addAll(List.of("-c", "user.email=ada@localhost", "-c", "gc.auto=0"));
        command.addAll(List.of(arguments));
        Process process =
                new ProcessBuilder(command).directory(folder.toFile()).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IOException(command + " failed");
        }
    }

    private Path task(int number) {
        return folder.resolve(
                "tasks/workstreams/area-%02d/tasks/task-%05d.md"
                        .formatted(number % WORKSTREAMS + 1, number));
    }

    private static String text(int number, String status) {
        String dependency =
                number % 5 == 4
                        ? "depends_on: [workstreams/area-%02d/tasks/task-%05d]\n"
                                .formatted((number - 4) % WORKSTREAMS + 1, number - 4)
                        : "";
        return """
        ---
        title: Task %d of the large plan
        status: %s
        priority: p%d
        milestone: m%d
        owner: ada
        %s---
        # Task %d of the large plan

        ## Problem

        %s

        ## Plan

        1. %s
        2. Run `sh check.sh`.

        ## QA Exploration

        - [ ] `sh check.sh` passes
        """
                .formatted(
                        number,
                        status,
                        number % 4,
                        number % MILESTONES + 1,
                        dependency,
                        number,
                        TEXT.repeat(12),
                        TEXT.repeat(8));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
    }
}
