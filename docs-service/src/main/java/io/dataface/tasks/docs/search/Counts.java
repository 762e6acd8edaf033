package io.dataface.tasks.docs.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// How many pages were found, by kind and workstream.
final class Counts {

    private final List<Count> all = new ArrayList<>();

    private record Count(String kind, int pages, String workstream) {}

    /// @param published each as kind, number and workstream with a space between
    void addAll(List<String> published) {
        for (String count : published) {
            String[] parts = count.split(" ", 3);
            all.add(new Count(parts[0], Integer.parseInt(parts[1]), parts[2]));
        }
    }

    int total(Question question) {
        return all.stream()
                .filter(c -> isOrAny(question.kind(), c.kind()))
                .filter(c -> isOrAny(question.workstream(), c.workstream()))
                .mapToInt(Count::pages)
                .sum();
    }

    /// By kind, of the workstream that was asked for.
    Map<String, Integer> kinds(Question question) {
        return by(
                Count::kind,
                all.stream().filter(c -> isOrAny(question.workstream(), c.workstream())).toList());
    }

    /// By workstream, of the kind that was asked for.
    Map<String, Integer> workstreams(Question question) {
        return by(
                Count::workstream,
                all.stream()
                        .filter(c -> isOrAny(question.kind(), c.kind()))
                        .filter(c -> !c.workstream().isEmpty())
                        .toList());
    }

    private static Map<String, Integer> by(Function<Count, String> name, List<Count> counts) {
        Map<String, Integer> sums = new TreeMap<>();
        counts.forEach(c -> sums.merge(name.apply(c), c.pages(), Integer::sum));
        return sums;
    }

    private static boolean isOrAny(String asked, String given) {
        return asked.isEmpty() || asked.equals(given);
    }
}
