package io.dataface.tasks.docs.search;

import io.dataface.tasks.docs.search.Answer.Manner;
import io.dataface.tasks.model.plan.Nearest;
import io.dataface.tasks.model.plan.SearchPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/// Answers questions: with all words, else with the words that may have been meant, else
/// with some of them. Seven statements at most.
///
/// Few are answered at once and the others in the order in which they came: where all share the
/// processors, each takes as long as all together, and pages have no connection left.
@Component
class Searches {

    private static final long LONGEST_WAIT_SECONDS = 10;

    private final Semaphore turns =
            new Semaphore(Runtime.getRuntime().availableProcessors() + 1, true);
    private final SearchReads reads;

    Searches(SearchReads reads) {
        this.reads = reads;
    }

    /// The first hits of a page.
    ///
    /// @param size how many
    Answer find(Question question, int size) {
        if (question.isEmpty()) {
            return Answer.none(question);
        }
        awaitTurn();
        try {
            return read(question, size);
        } finally {
            turns.release();
        }
    }

    private void awaitTurn() {
        try {
            if (turns.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new ResponseStatusException(
                HttpStatus.SERVICE_UNAVAILABLE, "Too many searches at once: try again soon.");
    }

    private Answer read(Question question, int size) {
        List<String> words = question.words();
        SearchReads.Found all = reads.find(question, Words.all(words), words, size);
        List<Hit> named = pullRequests(question);
        if (!named.isEmpty()) {
            return all.answer().after(named);
        }
        return all.answer().isEmpty() && !words.isEmpty()
                ? findOther(question, words, all.known(), size)
                : all.answer();
    }

    private List<Hit> pullRequests(Question question) {
        return question.isFiltered() || question.page() > 1
                ? List.of()
                : SearchPage.findPullRequest(question.text())
                        .map(reads::pullRequests)
                        .orElse(List.of());
    }

    // A word that pages have was meant as it is.
    private Answer findOther(Question question, List<String> words, Set<String> known, int size) {
        List<String> unknown = words.stream().filter(word -> !known.contains(word)).toList();
        Map<String, List<String>> alike = unknown.isEmpty() ? Map.of() : reads.alike(unknown);
        List<List<String>> groups = words.stream().map(word -> meant(word, alike)).toList();
        List<String> meant = new ArrayList<>();
        groups.forEach(meant::addAll);
        if (!meant.equals(words)) {
            Answer found = reads.find(question, Words.oneOfEach(groups), meant, size).answer();
            if (!found.isEmpty()) {
                return found.as(Manner.MEANT, groups.stream().map(List::getFirst).toList());
            }
        }
        if (meant.size() < 2) {
            return Answer.none(question);
        }
        Answer some = reads.find(question, Words.any(meant), meant, size).answer();
        return some.isEmpty() ? some : some.as(Manner.SOME, List.of());
    }

    private static List<String> meant(String word, Map<String, List<String>> alike) {
        List<String> nearest = Nearest.of(word, alike.getOrDefault(word, List.of()));
        return nearest.isEmpty() ? List.of(word) : nearest;
    }
}
