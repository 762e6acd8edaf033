package io.dataface.tasks.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The plan: a git folder with one workstream of numbered tasks.
public final class PlanFolder {
    private static final String WORKSTREAM = "chaos";

    private final Path folder;
    private final List<String> slugs;

    PlanFolder(Path folder, int tasks) {
        this.folder = folder;
        this.slugs = IntStream.rangeClosed(1, tasks).mapToObj("t-%03d"::formatted).toList();
        write("tasks/mkdocs.yml", "site_name: Chaos\nnav:\n  - Home: README.md\n");
        write("tasks/README.md", "# Chaos\n");
        write("tasks/team/people/ada.md", "---\nslug: ada\nname: Ada\n---\n# Ada\n");
        write(
                "tasks/workstreams/%s/index.md".formatted(WORKSTREAM),
                "---\nslug: %s\ntitle: Chaos\nowner: ada\n---\n# Chaos\n".formatted(WORKSTREAM));
        slugs.forEach(slug -> write(page(slug), text(slug, "Write a file.")));
        Children.run(List.of("git", "init", "--quiet", "--initial-branch=main"), folder);
        commit("Begin");
    }

    Path folder() {
        return folder;
    }

    /// The tasks' slugs in their order.
    public List<String> slugs() {
        return slugs;
    }

    /// Gives a task another text; the manager sees it at its next pass.
    public void edit(String slug, String what) {
        write(page(slug), text(slug, what));
        commit("Edit " + slug);
    }

    /// Sets a task's status in the plan.
    public void status(String slug, String status) {
        write(
                page(slug),
                text(slug, "Write a file.").replace("status: not_started", "status: " + status));
        commit("Set " + slug);
    }

    /// Writes a task's file with any content.
    public void replace(String slug, String content) {
        write(page(slug), content);
        commit("Replace " + slug);
    }

    /// Writes many tasks' files, by slug, in one commit.
    public void replace(Map<String, String> contents) {
        contents.forEach((slug, content) -> write(page(slug), content));
        commit("Replace " + contents.size() + " tasks");
    }

    /// Deletes a task's file.
    public void delete(String slug) {
        try {
            Files.delete(folder.resolve(page(slug)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        commit("Delete " + slug);
    }

    private void commit(String message) {
        Children.run(List.of("git", "add", "--all"), folder);
        Children.run(Git.asPerson("commit", "--quiet", "--message=" + message), folder);
    }

    private static String page(String slug) {
        return "tasks/workstreams/%s/tasks/%s.md".formatted(WORKSTREAM, slug);
    }

    private static String text(String slug, String what) {
        return """
        ---
        title: Task %s
        status: not_started
        priority: p1
        owner: ada
        ---
        # Task %s

        ## Problem

        %s
        """
                .formatted(slug, slug, what);
    }

    private void write(String path, String text) {
        try {
            Path file = folder.resolve(path);
            Files.createDirectories(file.resolveSibling("."));
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
