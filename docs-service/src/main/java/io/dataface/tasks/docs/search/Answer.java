package io.dataface.tasks.docs.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What was found.
///
/// @param manner how the words had to be taken to find anything
/// @param meant the words that were looked for in place of the asked ones, where that differs
/// @param hits of this page
/// @param total of all pages
/// @param kinds pages by kind, whatever kind was asked for
/// @param workstreams pages by workstream, whatever workstream was asked for
public record Answer(
        Question question,
        Manner manner,
        List<String> meant,
        List<Hit> hits,
        int total,
        Map<String, Integer> kinds,
        Map<String, Integer> workstreams) {

    /// How the words were taken.
    public enum Manner {
        /// All words as asked.
        ALL,
        /// Words that look like those asked for.
        MEANT,
        /// Some of the words only.
        SOME
    }

    public Answer {
        meant = List.copyOf(meant);
        hits = List.copyOf(hits);
    }

    static Answer none(Question question) {
        return new Answer(question, Manner.ALL, List.of(), List.of(), 0, Map.of(), Map.of());
    }

    Answer as(Manner other, List<String> words) {
        return new Answer(question, other, words, hits, total, kinds, workstreams);
    }

    /// The same behind these hits; what is among them already is not said twice.
    Answer after(List<Hit> first) {
        List<Hit> all = new ArrayList<>(first);
        Set<String> addresses = first.stream().map(Hit::href).collect(Collectors.toSet());
        hits.stream().filter(hit -> !addresses.contains(hit.href())).forEach(all::add);
        int more = all.size() - hits.size();
        return new Answer(question, manner, meant, all, total + more, kinds, workstreams);
    }

    boolean isEmpty() {
        return kinds.isEmpty() && hits.isEmpty();
    }

    /// Whether another page of hits can be turned to.
    public boolean hasMore() {
        return question.page() < Question.MOST_PAGES && total > question.page() * Question.SIZE;
    }

    /// What a page's title starts with.
    public String title() {
        return question.isEmpty() ? "Search" : "“" + question.text() + "” · Search";
    }

    /// Pages whatever their kind.
    public int ofAllKinds() {
        return kinds.values().stream().mapToInt(Integer::intValue).sum();
    }
}
