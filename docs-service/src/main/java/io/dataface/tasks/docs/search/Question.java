package io.dataface.tasks.docs.search;

import io.dataface.tasks.docs.run.Wording;
import io.dataface.tasks.model.plan.SearchWords;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What someone asks for; all of it stands in the address.
///
/// @param text as typed, at most 200 characters
/// @param kind of pages, empty for all
/// @param workstream its folder's name, empty for all
/// @param status `open`, `review`, `completed` or `cancelled`, empty for all
/// @param page from 1
public record Question(String text, String kind, String workstream, String status, int page) {

    /// Hits on a page.
    static final int SIZE = 20;

    /// Pages that can be turned; more words find better than more pages.
    static final int MOST_PAGES = 5;

    private static final int MAX_TEXT = 200;
    private static final int MOST_WORDS = 8;

    public Question {
        page = Math.clamp(page, 1, MOST_PAGES);
    }

    /// The question of a request's parameters, each of which may be missing or nonsense.
    static Question of(
            @Nullable String text,
            @Nullable String kind,
            @Nullable String workstream,
            @Nullable String status,
            @Nullable String page) {
        return new Question(
                cut(text),
                cut(kind),
                cut(workstream),
                cut(status),
                page != null && page.matches("\\d{1,3}") ? Integer.parseInt(page) : 1);
    }

    private static String cut(@Nullable String given) {
        if (given == null) {
            return "";
        }
        String text = given.strip().replace('\0', ' ');
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }

    List<String> words() {
        return SearchWords.asked(text, MOST_WORDS);
    }

    /// Whether nothing was typed.
    public boolean isEmpty() {
        return text.isEmpty();
    }

    /// Whether more than words was asked for.
    public boolean isFiltered() {
        return !kind.isEmpty() || !workstream.isEmpty() || !status.isEmpty();
    }

    /// The same for another kind of pages, empty for all.
    public Question ofKind(String other) {
        return new Question(text, other, workstream, status, 1);
    }

    /// The same words without filters.
    public Question unfiltered() {
        return new Question(text, "", "", "", 1);
    }

    /// The same some pages further on, or back.
    public Question turned(int pages) {
        return new Question(text, kind, workstream, status, page + pages);
    }

    /// Its address.
    public String href() {
        return Stream.of(
                        part("q", text),
                        part("kind", kind),
                        part("workstream", workstream),
                        part("status", status),
                        part("page", page == 1 ? "" : String.valueOf(page)))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("&", "/search?", ""));
    }

    private static String part(String name, String value) {
        return value.isEmpty() ? "" : name + "=" + Wording.encode(value);
    }
}
