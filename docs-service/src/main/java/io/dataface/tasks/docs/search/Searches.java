package io.dataface.tasks.docs.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.dataface.tasks.docs.frame.Freshness;
import io.dataface.tasks.docs.frame.Recent;
import io.dataface.tasks.docs.published.LastChange;
import io.dataface.tasks.docs.published.PlanSettings;
import io.dataface.tasks.docs.search.Answer.Manner;
import io.dataface.tasks.model.plan.Nearest;
import io.dataface.tasks.model.plan.SearchPage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Answers questions: with all words, else with the words that may have been meant, else with some
/// of them. Seven statements at most.
@Component
class Searches {

    /// Hits that are kept for the next who asks, about 1 kB each.
    private static final int KEPT = 40_000;

    /// Should a change have been missed.
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final SearchReads reads;
    private final PlanSettings plan;
    private final LastChange last;
    private final Recent<String, LastChange.Mark> marks;
    private final Cache<Asked, Answer> answers =
            Caffeine.newBuilder()
                    .maximumWeight(KEPT)
                    .weigher((Asked _, Answer answer) -> 1 + answer.hits().size())
                    .expireAfterWrite(LONGEST)
                    .build();

    private record Asked(String mark, Question question, int size) {}

    Searches(SearchReads reads, PlanSettings plan, LastChange last, Freshness freshness) {
        this.reads = reads;
        this.plan = plan;
        this.last = last;
        this.marks = new Recent<>(freshness, 10, _ -> 1);
    }

    void forget() {
        marks.clear();
        answers.invalidateAll();
    }

    /// Names what answers are made from: the same name, the same answers.
    String mark() {
        return marks.get(plan.planId(), last::mark).name();
    }

    /// The first hits of a page.
    ///
    /// @param size how many
    Answer find(Question question, int size) {
        return question.isEmpty()
                ? Answer.none(question)
                : answers.get(
                        new Asked(mark(), question, size),
                        asked -> read(asked.question(), asked.size()));
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
