package io.dataface.tasks.docs.search;

import io.dataface.tasks.docs.frame.Freshness;
import io.dataface.tasks.docs.frame.Recent;
import io.dataface.tasks.docs.search.Answer.Manner;
import io.dataface.tasks.model.plan.Nearest;
import io.dataface.tasks.model.plan.SearchPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Answers questions: with all words, else with the words that may have been meant, else with some
/// of them. Five statements at most.
@Component
class Searches {

    /// Hits that are kept for the next who asks, about 1 kB each.
    private static final int KEPT = 20_000;

    private final SearchReads reads;
    private final Recent<Asked, Answer> answers;

    private record Asked(Question question, int size) {}

    Searches(SearchReads reads, Freshness freshness) {
        this.reads = reads;
        this.answers = new Recent<>(freshness, KEPT, answer -> answer.hits().size());
    }

    void forget() {
        answers.clear();
    }

    /// The first hits of a page.
    ///
    /// @param size how many
    Answer find(Question question, int size) {
        return question.isEmpty()
                ? Answer.none(question)
                : answers.get(
                        new Asked(question, size), asked -> read(asked.question(), asked.size()));
    }

    private Answer read(Question question, int size) {
        List<String> words = question.words();
        Answer all = reads.find(question, Words.all(words), words, size);
        List<Hit> named = pullRequests(question);
        if (!named.isEmpty()) {
            return all.after(named);
        }
        return all.isEmpty() && !words.isEmpty() ? findOther(question, words, size) : all;
    }

    private List<Hit> pullRequests(Question question) {
        return question.isFiltered() || question.page() > 1
                ? List.of()
                : SearchPage.findPullRequest(question.text())
                        .map(reads::pullRequests)
                        .orElse(List.of());
    }

    private Answer findOther(Question question, List<String> words, int size) {
        Map<String, List<String>> alike = reads.alike(words);
        List<List<String>> groups = words.stream().map(word -> meant(word, alike)).toList();
        List<String> meant = new ArrayList<>();
        groups.forEach(meant::addAll);
        if (!meant.equals(words)) {
            Answer found = reads.find(question, Words.oneOfEach(groups), meant, size);
            if (!found.isEmpty()) {
                return found.as(Manner.MEANT, groups.stream().map(List::getFirst).toList());
            }
        }
        if (meant.size() < 2) {
            return Answer.none(question);
        }
        Answer some = reads.find(question, Words.any(meant), meant, size);
        return some.isEmpty() ? some : some.as(Manner.SOME, List.of());
    }

    // A word that pages have was meant as it is.
    private static List<String> meant(String word, Map<String, List<String>> alike) {
        List<String> candidates = alike.getOrDefault(word, List.of());
        if (candidates.contains(word)) {
            return List.of(word);
        }
        List<String> nearest = Nearest.of(word, candidates);
        return nearest.isEmpty() ? List.of(word) : nearest;
    }
}
