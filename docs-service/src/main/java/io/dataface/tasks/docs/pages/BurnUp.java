package io.dataface.tasks.docs.pages;

import io.dataface.tasks.docs.published.TaskState;
import io.dataface.tasks.model.plan.TaskPage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How many of a page's tasks were completed, day by day, against how many were planned.
///
/// @param planned of the tasks there are now, how many the registry saw first on each day
/// @param done now
/// @param undated of them are known to be completed, but not when: they count from the first day
public record BurnUp(
        SortedMap<LocalDate, Integer> byDay,
        SortedMap<LocalDate, Integer> planned,
        LocalDate until,
        int done,
        int all,
        int undated) {

    private static final double WIDTH = 264;
    private static final double HEIGHT = 84;

    /// Nothing where no day of a completion is known.
    static Optional<BurnUp> of(
            Collection<TaskPage> tasks, Map<String, TaskState> states, LocalDate today) {
        SortedMap<LocalDate, Integer> perDay = new TreeMap<>();
        for (TaskPage task : tasks) {
            findDay(task, states).ifPresent(day -> perDay.merge(day, 1, Integer::sum));
        }
        if (perDay.isEmpty()) {
            return Optional.empty();
        }
        int done = Tally.of(tasks, states).completed();
        int dated = perDay.values().stream().mapToInt(Integer::intValue).sum();
        int sum = Math.max(0, done - dated);
        SortedMap<LocalDate, Integer> byDay = new TreeMap<>();
        for (var day : perDay.entrySet()) {
            sum += day.getValue();
            byDay.put(day.getKey(), sum);
        }
        LocalDate until = today.isAfter(byDay.lastKey()) ? today : byDay.lastKey();
        return Optional.of(
                new BurnUp(
                        byDay,
                        planned(tasks, states),
                        until,
                        done,
                        tasks.size(),
                        Math.max(0, done - dated)));
    }

    private static SortedMap<LocalDate, Integer> planned(
            Collection<TaskPage> tasks, Map<String, TaskState> states) {
        SortedMap<LocalDate, Integer> planned = new TreeMap<>();
        for (TaskPage task : tasks) {
            TaskState state = states.get(task.id());
            Instant seen = state == null ? null : state.seenAt();
            if (seen != null) {
                planned.merge(LocalDate.ofInstant(seen, ZoneOffset.UTC), 1, Integer::sum);
            }
        }
        return planned;
    }

    private static Optional<LocalDate> findDay(TaskPage task, Map<String, TaskState> states) {
        TaskState state = states.get(task.id());
        boolean completed = task.status().isCompleted() || (state != null && state.isCompleted());
        String day = completed ? ActivityDay.dayOf(task, state) : null;
        try {
            return day == null ? Optional.empty() : Optional.of(LocalDate.parse(day));
        } catch (DateTimeParseException noDay) {
            return Optional.empty();
        }
    }

    /// The first day that is drawn: the one before the first completion.
    public LocalDate from() {
        return byDay.firstKey().minusDays(1);
    }

    /// The line of what was completed, as an SVG path in steps.
    public String line() {
        StringBuilder path = new StringBuilder("M0 " + y(undated));
        byDay.forEach((day, sum) -> path.append(" H").append(x(day)).append(" V").append(y(sum)));
        return path.append(" H").append(number(WIDTH)).toString();
    }

    /// The area below the line.
    public String area() {
        return line() + " V" + number(HEIGHT) + " H0 Z";
    }

    /// The line of what was planned, as an SVG path in steps; it begins where that is known.
    public String top() {
        int sum = all - planned.values().stream().mapToInt(Integer::intValue).sum();
        StringBuilder path = new StringBuilder(sum > 0 ? "M0 " + y(sum) : "");
        for (var day : planned.entrySet()) {
            sum += day.getValue();
            String x = x(day.getKey());
            path.append(path.isEmpty() ? "M" + x + " " : " H" + x + " V").append(y(sum));
        }
        return path.append(" H").append(number(WIDTH)).toString();
    }

    /// The first day on which what was planned is known; null where it is for all days.
    public @Nullable LocalDate knownFrom() {
        boolean all = planned.isEmpty() || !planned.firstKey().isAfter(from());
        return all || top().startsWith("M0 ") ? null : planned.firstKey();
    }

    /// How many of the tasks there are now came after the first day that is drawn.
    public int added() {
        LocalDate first = planned.isEmpty() || knownFrom() == null ? from() : planned.firstKey();
        return planned.tailMap(first.plusDays(1)).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    /// What the picture says, in a sentence.
    public String label() {
        return ("%d of %d tasks completed by %s; the first on %s, half of them by %s."
                        + " %d of all were added on the way.")
                .formatted(done, all, until, byDay.firstKey(), half(), added());
    }

    private LocalDate half() {
        return byDay.entrySet().stream()
                .filter(day -> day.getValue() * 2 >= done)
                .findFirst()
                .map(Map.Entry::getKey)
                .orElse(byDay.lastKey());
    }

    private String x(LocalDate day) {
        double days = Math.max(1, ChronoUnit.DAYS.between(from(), until));
        return number(WIDTH * Math.max(0, ChronoUnit.DAYS.between(from(), day)) / days);
    }

    private String y(int count) {
        return number(HEIGHT - (HEIGHT - 6) * count / Math.max(1, all));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
