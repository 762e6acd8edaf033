package io.dataface.tasks.cli.overview;

import io.dataface.tasks.cli.connection.Manager;
import io.dataface.tasks.cli.invocation.CliException;
import io.dataface.tasks.cli.invocation.DidYouMean;
import io.dataface.tasks.cli.invocation.Exit;
import io.dataface.tasks.cli.invocation.Invocation;
import io.dataface.tasks.cli.invocation.Table;
import io.dataface.tasks.model.api.TaskView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `tasks list`.
@Command(
        name = "list",
        description = "Lists tasks: what the plan wants and where each stands.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tasks list",
            "  tasks list --group needs_person",
            "  tasks list --milestone m1-pilot --status not_started --columns slug,owner",
            "  tasks list --json | jq -r '.tasks[].slug'"
        })
public final class ListCommand implements Callable<Integer> {
    private static final SequencedMap<String, Function<TaskView, String>> COLUMNS = columns();

    private final Invocation invocation;

    @Mixin private final TaskFilter filter = new TaskFilter();
    @Mixin private final TableOptions tables = new TableOptions();

    @Option(names = "--limit", paramLabel = "<n>", description = "At most so many.")
    private int limit = Integer.MAX_VALUE;

    @Option(
            names = "--columns",
            paramLabel = "<names>",
            split = ",",
            description =
                    "Which, of: id, slug, title, status, state, group, priority, workstream,"
                            + " milestone, owner, branch, standing.")
    private List<String> columns =
            List.of("slug", "status", "state", "priority", "milestone", "owner", "title");

    public ListCommand(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Integer call() {
        if (limit < 1) {
            throw new CliException(Exit.USAGE, "usage", "--limit must be at least 1")
                    .fix("write e.g. --limit 20");
        }
        columns.forEach(ListCommand::requireColumn);
        Map<String, String> query = filter.query();
        List<TaskView> tasks = Manager.of(invocation).tasks(query, limit);
        if (invocation.output().isJson()) {
            invocation.output().json(Map.of("tasks", tasks));
        } else {
            print(tasks);
        }
        return Exit.OK.code();
    }

    private void print(List<TaskView> tasks) {
        Table table = tables.table(invocation);
        table.columns(columns.stream().map(n -> n.toUpperCase(Locale.ROOT)).toArray(String[]::new));
        for (TaskView task : tasks) {
            table.row(columns.stream().map(name -> cell(name, task)).toArray(String[]::new));
        }
        table.print();
        if (tasks.isEmpty()) {
            invocation.output().note("no task matches; tasks new writes one");
        }
    }

    private String cell(String column, TaskView task) {
        if (column.equals("standing")) {
            return TaskText.standing(task, invocation.output().times());
        }
        return COLUMNS.getOrDefault(column, ignored -> "").apply(task);
    }

    private static void requireColumn(String name) {
        if (!COLUMNS.containsKey(name)) {
            throw new CliException(Exit.USAGE, "usage", "there is no column '" + name + "'")
                    .fix(
                            DidYouMean.sentence(
                                    DidYouMean.nearest(name, COLUMNS.keySet()),
                                    "one of " + String.join(", ", COLUMNS.keySet())));
        }
    }

    private static SequencedMap<String, Function<TaskView, String>> columns() {
        var columns = new LinkedHashMap<String, Function<TaskView, String>>();
        columns.put("id", TaskView::id);
        columns.put("slug", TaskView::slug);
        columns.put("title", TaskView::title);
        columns.put("status", TaskView::status);
        columns.put("state", TaskView::state);
        columns.put("group", TaskView::group);
        columns.put("priority", TaskView::priority);
        columns.put("workstream", TaskView::workstream);
        columns.put("milestone", task -> TaskText.orDash(task.milestone()));
        columns.put("owner", task -> TaskText.orDash(task.owner()));
        columns.put("branch", task -> TaskText.orDash(task.branch()));
        columns.put("standing", task -> "");
        return columns;
    }
}
