package io.dataface.tasks.cli.connection;

import io.dataface.tasks.cli.invocation.CliException;
import io.dataface.tasks.cli.invocation.DidYouMean;
import io.dataface.tasks.cli.invocation.Exit;
import io.dataface.tasks.model.api.TaskView;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Finds the task that a person named by id, slug, page URL or file path.
public final class TaskLookup {
    private static final Pattern PAGE =
            Pattern.compile(
                    "(?:^|.*/)workstreams/([^/]+)/tasks/([^/?#]+?)(?:\\.md|\\.html)?"
                            + "(?:/|/index\\.html)?(?:[?#].*)?");

    private final Manager manager;

    public TaskLookup(Manager manager) {
        this.manager = manager;
    }

    /// The task.
    ///
    /// @throws CliException with exit 3 and the nearest names where there is none
    public TaskView find(String reference) {
        Matcher page = PAGE.matcher(reference);
        if (page.matches()) {
            return onPage(reference, page.group(1), page.group(2));
        }
        if (reference.isBlank() || reference.contains("/")) {
            throw new CliException(Exit.NOT_FOUND, "task_not_found", noTask(reference))
                    .fix("name a task by its id, its slug or its page's URL");
        }
        try {
            return manager.task(reference);
        } catch (CliException e) {
            throw e.exit() == Exit.NOT_FOUND ? unknown(reference, e) : e;
        }
    }

    /// The form of a reference that the manager understands: ids and slugs as they are.
    public String id(String reference) {
        return find(reference).id();
    }

    // A slug may repeat in another workstream, a page cannot.
    private TaskView onPage(String reference, String workstream, String slug) {
        String name = java.net.URLDecoder.decode(slug, java.nio.charset.StandardCharsets.UTF_8);
        List<TaskView> there = manager.tasks(Map.of("workstream", workstream), Integer.MAX_VALUE);
        return there.stream()
                .filter(task -> task.slug().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name, noTask(reference)));
    }

    private CliException unknown(String typed, CliException cause) {
        return unknown(typed, noTask(typed)).trace(cause.traceId()).cause(cause);
    }

    private CliException unknown(String typed, String what) {
        List<String> names =
                manager.tasks(Map.of(), Integer.MAX_VALUE).stream()
                        .flatMap(task -> Stream.of(task.slug(), task.id()))
                        .toList();
        return new CliException(Exit.NOT_FOUND, "task_not_found", what)
                .fix(
                        DidYouMean.sentence(
                                DidYouMean.nearest(typed, names), "see them all: tasks list"));
    }

    private static String noTask(String reference) {
        return "no task is named '" + reference + "'";
    }
}
