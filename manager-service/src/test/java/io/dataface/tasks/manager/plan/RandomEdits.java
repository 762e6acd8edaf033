package io.dataface.tasks.manager.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// Edits of a small plan as people make them, mistakes among them.
final class RandomEdits {
    private static final List<String> WORKSTREAMS = List.of("web", "api", "ops");
    private static final List<String> OWNERS = List.of("ada", "lovelace", "engineer", "nobody", "");
    private static final List<String> STATUSES =
            List.of("not_started", "completed", "cancelled", "done", "blocked", "nonsense");
    private static final List<String> PAGES =
            List.of(
                    "mkdocs.yml",
                    "README.md",
                    "team/people/ada.md",
                    "team/roles/engineer.md",
                    "milestones/m1.md",
                    "workstreams/web/index.md",
                    "workstreams/web/initiatives/faster.md");
    private static final int TASKS = 24;

    private final Path tasks;
    private final Random random;
    private int made = TASKS;

    RandomEdits(Path tasks, Random random) {
        this.tasks = tasks;
        this.random = random;
    }

    /// Writes the plan as it is at first.
    void begin() throws IOException {
        for (String page : PAGES) {
            page(page);
        }
        for (int i = 0; i < TASKS; i++) {
            task(path(i), "");
        }
    }

    /// One edit; answers what it was.
    String next() throws IOException {
        Path file = some();
        return switch (random.nextInt(12)) {
            case 0 -> "added " + task(path(made++), "");
            case 1 -> {
                Files.deleteIfExists(file);
                yield "deleted " + file;
            }
            case 2 -> {
                Path to = path(made++);
                Files.createDirectories(to.resolveSibling("."));
                Files.move(file, to);
                yield "moved %s to %s".formatted(file, to);
            }
            case 3 -> "gave an id twice: " + task(path(made++), "id: SAME-" + random.nextInt(3));
            case 4 -> write(file, "---\ntitle: [never closed\n---\n");
            case 5 -> write(file, "---\ntitle: " + random.nextInt(9) + "\n---\n\n# Less\n");
            case 6 -> page(PAGES.get(random.nextInt(PAGES.size())));
            case 7 -> {
                Path page = tasks.resolve(PAGES.get(random.nextInt(PAGES.size())));
                Files.deleteIfExists(page);
                yield "deleted " + page;
            }
            case 8 -> write(tasks.resolve("data-%d.bin".formatted(random.nextInt(3))), text());
            case 9 -> link(tasks.resolve("link-%d.md".formatted(random.nextInt(3))));
            default -> "changed " + task(file, "");
        };
    }

    private String link(Path link) throws IOException {
        Files.deleteIfExists(link);
        Path to = random.nextBoolean() ? tasks.resolve("README.md") : tasks.resolve("../../..");
        Files.createSymbolicLink(link, to);
        return "linked %s to %s".formatted(link, to);
    }

    private Path some() throws IOException {
        try (Stream<Path> files = Files.walk(tasks.resolve("workstreams"))) {
            List<Path> all = files.filter(f -> f.toString().contains("/tasks/t")).sorted().toList();
            return all.isEmpty() ? path(0) : all.get(random.nextInt(all.size()));
        }
    }

    private Path path(int number) {
        return tasks.resolve(
                "workstreams/%s/tasks/t-%d.md"
                        .formatted(WORKSTREAMS.get(number % WORKSTREAMS.size()), number));
    }

    private String page(String path) throws IOException {
        int any = random.nextInt(4);
        String text =
                switch (path) {
                    case "mkdocs.yml" ->
                            "site_name: Plan %d\nnav:\n  - Start: README.md\n  - Gone: gone-%d.md\n"
                                    .formatted(any, any);
                    case "team/people/ada.md" ->
                            "---\nslug: ada\nname: Ada\naliases: [%s]\n---\n"
                                    .formatted(any == 0 ? "" : "lovelace, a" + any);
                    case "team/roles/engineer.md" ->
                            "---\nslug: engineer\ntitle: Engineer %d\n%s---\n"
                                    .formatted(any, any == 0 ? "" : "filled_by: lovelace\n");
                    case "milestones/m1.md" ->
                            "---\nslug: m%d\ntitle: First\n---\n\n## Exit criteria\n\n- [ ] %s\n"
                                    .formatted(any == 0 ? 2 : 1, text());
                    default -> "# Page %d\n\n%s\n".formatted(any, text());
                };
        return write(tasks.resolve(path), text);
    }

    private String task(Path file, String fields) throws IOException {
        String slug = "t-" + random.nextInt(TASKS);
        return write(
                file,
                """
                ---
                title: Task %d
                status: %s
                priority: p%d
                milestone: m%d
                initiative: faster
                owner: %s
                depends_on: [%s]
                %s
                ---

                ## Problem

                %s
                """
                        .formatted(
                                random.nextInt(9),
                                STATUSES.get(random.nextInt(STATUSES.size())),
                                random.nextInt(4),
                                random.nextInt(1, 4),
                                OWNERS.get(random.nextInt(OWNERS.size())),
                                random.nextInt(3) == 0 ? slug : random.nextInt(9) == 0 ? "t-x" : "",
                                fields,
                                text()));
    }

    private String text() {
        return "words %d and %d".formatted(random.nextInt(1_000), random.nextInt(1_000));
    }

    private static String write(Path file, String text) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
        return "wrote %s: %s".formatted(file.getFileName(), text);
    }
}
