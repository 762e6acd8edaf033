package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.frame.Chip;
import io.dataface.tasks.docs.published.TaskState;
import io.dataface.tasks.model.plan.Plan;
import io.dataface.tasks.model.plan.TaskPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Who waits for what around one task, as a picture: what it waits for on its left, what waits for
/// it on its right. Sizes are in pixels.
///
/// @param left tasks further away that are not drawn
public record TaskGraph(int width, int height, List<Node> nodes, List<Edge> edges, int left) {

    static final int NODE_WIDTH = 208;
    static final int NODE_HEIGHT = 66;
    private static final int GAP_X = 44;
    private static final int GAP_Y = 12;

    public TaskGraph {
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }

    /// A task.
    ///
    /// @param current whether it is the page's own
    public record Node(TaskPage task, String href, Chip chip, boolean current, int x, int y) {}

    /// A line from what is waited for to what waits.
    ///
    /// @param path as SVG has it
    /// @param met whether what is waited for is completed
    public record Edge(String path, boolean met) {}

    /// Nothing for a task that neither waits nor is waited for.
    static Optional<TaskGraph> of(Plan plan, TaskPage task, Map<String, TaskState> states) {
        Neighbourhood near = Neighbourhood.of(plan, task);
        return near.size() < 2 ? Optional.empty() : Optional.of(draw(plan, task, near, states));
    }

    private static TaskGraph draw(
            Plan plan, TaskPage centre, Neighbourhood near, Map<String, TaskState> states) {
        List<List<TaskPage>> columns = near.columns();
        int most = columns.stream().mapToInt(List::size).max().orElse(1);
        int height = most * (NODE_HEIGHT + GAP_Y) - GAP_Y;
        List<Node> nodes = new ArrayList<>();
        for (int column = 0; column < columns.size(); column++) {
            List<TaskPage> tasks = columns.get(column);
            int used = tasks.size() * (NODE_HEIGHT + GAP_Y) - GAP_Y;
            for (int row = 0; row < tasks.size(); row++) {
                TaskPage task = tasks.get(row);
                nodes.add(
                        new Node(
                                task,
                                Urls.of(task),
                                chip(task, states),
                                task.id().equals(centre.id()),
                                column * (NODE_WIDTH + GAP_X),
                                (height - used) / 2 + row * (NODE_HEIGHT + GAP_Y)));
            }
        }
        return new TaskGraph(
                columns.size() * (NODE_WIDTH + GAP_X) - GAP_X,
                height,
                nodes,
                edges(plan, nodes, states),
                near.left());
    }

    private static List<Edge> edges(Plan plan, List<Node> nodes, Map<String, TaskState> states) {
        List<Edge> edges = new ArrayList<>();
        for (Node waiting : nodes) {
            Set<String> awaited =
                    plan.dependencies(waiting.task()).tasks().stream()
                            .map(TaskPage::id)
                            .collect(Collectors.toSet());
            for (Node node : nodes) {
                if (awaited.contains(node.task().id())) {
                    boolean met = TaskLine.badge(node.task(), states) != null;
                    edges.add(new Edge(path(node, waiting), met));
                }
            }
        }
        return edges;
    }

    private static String path(Node from, Node to) {
        int x = from.x() + NODE_WIDTH;
        int y = from.y() + NODE_HEIGHT / 2;
        int toY = to.y() + NODE_HEIGHT / 2;
        int bend = GAP_X / 2;
        return String.format(
                Locale.ROOT,
                "M%d %d C%d %d %d %d %d %d",
                x,
                y,
                x + bend,
                y,
                to.x() - bend,
                toY,
                to.x() - 3,
                toY);
    }

    private static Chip chip(TaskPage task, Map<String, TaskState> states) {
        Chip live = TaskLine.live(states.get(task.id()));
        Chip badge = TaskLine.badge(task, states);
        return live != null ? live : badge != null ? badge : Chip.notStarted();
    }
}
