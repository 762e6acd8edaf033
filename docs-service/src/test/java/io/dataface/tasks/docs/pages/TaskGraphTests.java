package io.dataface.tasks.docs.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.model.plan.Plan;
import io.dataface.tasks.model.plan.PlanParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskGraphTests {

    @Test
    void whatIsWaitedForStandsOnTheLeftAndWhatWaitsOnTheRight() {
        TaskGraph graph = graph("b", "a:", "b: a", "c: b");

        assertThat(graph.nodes())
                .extracting(node -> node.task().slug())
                .containsExactly("a", "b", "c");
        assertThat(graph.nodes()).extracting(TaskGraph.Node::x).isSorted().doesNotHaveDuplicates();
        assertThat(graph.nodes())
                .extracting(TaskGraph.Node::current)
                .containsExactly(false, true, false);
        assertThat(graph.edges()).hasSize(2);
    }

    @Test
    void everyLineLeadsToTheRightHoweverATaskIsReached() {
        TaskGraph graph = graph("d", "a:", "b: a", "c: b", "d: a, c");

        assertThat(graph.nodes())
                .extracting(node -> node.task().slug())
                .containsExactly("a", "b", "c", "d");
        assertThat(graph.edges()).hasSize(4);
    }

    @Test
    void aTaskAloneHasNoPicture() {
        assertThat(TaskGraph.of(plan("a:", "b:"), plan("a:", "b:").tasks().getFirst(), Map.of()))
                .isEmpty();
    }

    @Test
    void tasksInACircleAreDrawnOnce() {
        TaskGraph graph = graph("a", "a: b", "b: c", "c: a");

        assertThat(graph.nodes()).hasSize(3);
        assertThat(graph.edges()).hasSize(3);
    }

    @Test
    void aLargeNeighbourhoodIsCutAndTheRestCounted() {
        List<String> lines = new ArrayList<>(List.of("a:"));
        for (int i = 0; i < 100; i++) {
            lines.add("t" + i + ": a");
        }

        TaskGraph graph = graph("a", lines.toArray(String[]::new));

        assertThat(graph.nodes()).hasSize(40);
        assertThat(graph.left()).isEqualTo(61);
    }

    @Test
    void whatIsMoreThanThreeStepsAwayIsNotDrawn() {
        TaskGraph graph = graph("a", "a: b", "b: c", "c: d", "d: e", "e: f", "f:");

        assertThat(graph.nodes()).hasSize(4);
        assertThat(graph.left()).isEqualTo(1);
    }

    private static TaskGraph graph(String centre, String... lines) {
        Plan plan = plan(lines);
        return TaskGraph.of(plan, plan.findTask(centre).orElseThrow(), Map.of()).orElseThrow();
    }

    // "a: b, c" is a task a that depends on b and c.
    private static Plan plan(String... lines) {
        return Plan.of(
                List.of(lines).stream()
                        .map(
                                line -> {
                                    String slug = line.substring(0, line.indexOf(':'));
                                    String text =
                                            "---\ntitle: %s\ndepends_on: [%s]\n---\n"
                                                    .formatted(
                                                            slug,
                                                            line.substring(slug.length() + 1));
                                    return PlanParser.parse(
                                            "workstreams/ws/tasks/" + slug + ".md",
                                            text.getBytes(StandardCharsets.UTF_8));
                                })
                        .toList());
    }
}
