package io.dataface.tasks.docs.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.dataface.tasks.docs.published.TaskState;
import io.dataface.tasks.model.plan.Plan;
import io.dataface.tasks.model.plan.PlanParser;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BurnUpTests {

    private static final LocalDate TODAY = LocalDate.of(2026, 1, 11);

    @Test
    void theLineRisesOnTheDayOfEachCompletion() {
        BurnUp burnUp = of("2026-01-02", "2026-01-02", "2026-01-06", "").orElseThrow();

        assertThat(burnUp.byDay())
                .containsExactly(
                        Map.entry(LocalDate.of(2026, 1, 2), 2),
                        Map.entry(LocalDate.of(2026, 1, 6), 3));
        assertThat(burnUp.from()).isEqualTo(LocalDate.of(2026, 1, 1));
        assertThat(burnUp.until()).isEqualTo(TODAY);
        // A tenth of the width a day; three of four are three quarters of the height.
        assertThat(burnUp.line()).isEqualTo("M0 84.0 H26.4 V45.0 H132.0 V25.5 H264.0");
        assertThat(burnUp.label()).startsWith("3 of 4 tasks completed by 2026-01-11");
    }

    @Test
    void theLineAboveRisesWhenTasksAreAdded() {
        Map<String, TaskState> states =
                Map.of(
                        "WS-T1", seen("WS-T1", "2026-01-06T10:00:00Z"),
                        "WS-T2", seen("WS-T2", "2026-01-06T23:00:00Z"));
        BurnUp burnUp = of(states, "2026-01-02", "", "").orElseThrow();

        assertThat(burnUp.top()).isEqualTo("M0 58.0 H132.0 V6.0 H264.0");
        assertThat(burnUp.knownFrom()).isNull();
        assertThat(burnUp.label()).endsWith("2 of all were added on the way.");

        BurnUp late = of(states, "2026-01-02", "2026-01-03").orElseThrow();
        assertThat(late.top()).startsWith("M0 45.0");
        BurnUp unknown =
                of(Map.of("WS-T0", seen("WS-T0", "2026-01-06T00:00:00Z")), "2026-01-02")
                        .orElseThrow();
        assertThat(unknown.top()).isEqualTo("M132.0 6.0 H264.0");
        assertThat(unknown.knownFrom()).isEqualTo(LocalDate.of(2026, 1, 6));
        assertThat(unknown.added()).isZero();
    }

    private static TaskState seen(String id, String at) {
        return new TaskState(
                1,
                id,
                "not_started",
                "IDLE",
                "ready",
                false,
                true,
                null,
                null,
                null,
                Instant.parse(at));
    }

    @Test
    void completionsWithoutADayCountFromTheFirst() {
        BurnUp burnUp = of("2026-01-02", "?", "").orElseThrow();

        assertThat(burnUp.undated()).isEqualTo(1);
        assertThat(burnUp.byDay()).containsExactly(Map.entry(LocalDate.of(2026, 1, 2), 2));
    }

    @Test
    void withoutADayThereIsNoPicture() {
        assertThat(of("?", "", "not-a-day")).isEmpty();
    }

    // A day, `?` for a completed task without one, nothing for an open one.
    private static Optional<BurnUp> of(String... completed) {
        return of(Map.of(), completed);
    }

    private static Optional<BurnUp> of(Map<String, TaskState> states, String... completed) {
        Plan plan =
                Plan.of(
                        IntStream.range(0, completed.length)
                                .mapToObj(
                                        i ->
                                                PlanParser.parse(
                                                        "workstreams/ws/tasks/t" + i + ".md",
                                                        text(completed[i])))
                                .toList());
        return BurnUp.of(plan.tasks(), states, TODAY);
    }

    private static byte[] text(String completed) {
        String status = completed.isEmpty() ? "not_started" : "completed";
        String day = completed.length() < 2 ? "" : "completed: " + completed + "\n";
        return "---\ntitle: T\nstatus: %s\n%s---\n"
                .formatted(status, day)
                .getBytes(StandardCharsets.UTF_8);
    }
}
