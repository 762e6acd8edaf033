package io.dataface.tasks.model.plan;

import io.dataface.tasks.model.markdown.Anchors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a page is found by.
///
/// @param kind `task`, `milestone`, `workstream`, `initiative`, `person`, `role` or `page`
/// @param workstream the folder's name
/// @param taskId null where it is no task
/// @param names what it is called exactly, each as [#exact] gives it
/// @param nameWords words of its title and names
/// @param headingWords words of its headings
/// @param text what people read, at most 200,000 characters
/// @param textWords words of the text
/// @param sections where each heading's text begins, in order; at most 500
public record SearchPage(
        String path,
        String kind,
        String title,
        @Nullable String workstream,
        @Nullable String taskId,
        List<String> names,
        String nameWords,
        String headingWords,
        String text,
        String textWords,
        List<Section> sections) {

    /// A heading that can be linked to.
    ///
    /// @param at offset of its text in the page's text
    /// @param anchor the part of an address behind its `#`
    /// @param heading on one line, at most 200 characters
    public record Section(int at, String anchor, String heading) {}

    /// Changes when the same page would be found by other words than before.
    public static final String FORMAT = "2";

    private static final int MAX_TEXT = 200_000;
    private static final int MAX_NAME = 500;
    private static final int MOST_SECTIONS = 500;
    private static final int MAX_HEADING = 200;

    // Postgres takes 1 MB of words with their places in all; this is safely below it.
    private static final int MAX_WORDS = 256 * 1_024;
    private static final int MAX_FEW = 64 * 1_024;

    private static final Pattern PULL_REQUEST =
            Pattern.compile(
                    "(?i)(?:pr\\s*)?#?(\\d{1,9})|https?://\\S+/pull/(\\d{1,9})(?:[/?#]\\S*)?");
    private static final Pattern BELOW_WORKSTREAM = Pattern.compile("workstreams/([^/]+)/.+");

    public SearchPage {
        names = List.copyOf(names);
        sections = List.copyOf(sections);
    }

    /// Nothing for what is no page to read, like `mkdocs.yml`.
    public static Optional<SearchPage> findOf(PlanPage page) {
        return switch (page) {
            case TaskPage t -> Optional.of(of(page, "task", t.id(), names(t)));
            case MilestonePage m -> Optional.of(of(page, "milestone", null, List.of(m.slug())));
            case WorkstreamPage w -> Optional.of(of(page, "workstream", null, List.of(w.slug())));
            case InitiativePage i -> Optional.of(of(page, "initiative", null, List.of(i.slug())));
            case PersonPage p -> Optional.of(of(page, "person", null, names(p)));
            case RolePage r -> Optional.of(of(page, "role", null, List.of(r.slug())));
            case FreePage _ -> Optional.of(of(page, "page", null, List.of()));
            case SitePage _ -> Optional.empty();
        };
    }

    /// The forms in which what someone asks for may be the exact name of a page: a task's id or
    /// slug, its branch, a pull request's number or URL, a page's path or URL.
    public static List<String> exact(String asked) {
        String name = asked.strip().toLowerCase(Locale.ROOT);
        List<String> forms = new ArrayList<>();
        forms.add(name.startsWith("task/") ? name.substring("task/".length()) : name);
        findPullRequest(asked).ifPresent(number -> forms.add("#" + number));
        forms.add(address(PagePaths.normalise(name)));
        return forms.stream().filter(SearchPage::isName).distinct().toList();
    }

    /// The number, where what someone asks for can name a pull request: `835`, `#835`, `PR #835` or
    /// its URL.
    public static Optional<Integer> findPullRequest(String asked) {
        Matcher matcher = PULL_REQUEST.matcher(asked.strip());
        return matcher.matches()
                ? Optional.of(
                        Integer.valueOf(
                                matcher.group(1) == null ? matcher.group(2) : matcher.group(1)))
                : Optional.empty();
    }

    private static List<String> names(TaskPage task) {
        List<String> names = new ArrayList<>(List.of(task.id(), task.slug()));
        if (task.prNumber() != null) {
            names.add("#" + task.prNumber());
        }
        return names;
    }

    private static List<String> names(PersonPage person) {
        List<String> names = new ArrayList<>(person.aliases());
        names.add(person.slug());
        names.add(person.name());
        return names;
    }

    private static SearchPage of(
            PlanPage page, String kind, @Nullable String taskId, List<String> names) {
        ReadableText read = ReadableText.of(page.body());
        String text = read.text();
        if (text.length() > MAX_TEXT) {
            text =
                    text.substring(
                            0,
                            Character.isHighSurrogate(text.charAt(MAX_TEXT - 1))
                                    ? MAX_TEXT - 1
                                    : MAX_TEXT);
        }
        List<String> exact = new ArrayList<>(names);
        exact.add(address(page.sitePath()));
        return new SearchPage(
                page.path(),
                kind,
                page.title(),
                workstream(page.path()),
                taskId,
                exact.stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .filter(SearchPage::isName)
                        .distinct()
                        .toList(),
                SearchWords.folded(page.title() + " " + String.join(" ", names), MAX_FEW),
                SearchWords.folded(
                        read.headings().stream()
                                .map(ReadableText.Heading::words)
                                .collect(Collectors.joining(" ")),
                        MAX_FEW),
                text,
                SearchWords.folded(text, MAX_WORDS),
                sections(read.headings(), page.title(), text.length()));
    }

    // A heading that repeats the title is the page itself.
    private static List<Section> sections(
            List<ReadableText.Heading> headings, String title, int length) {
        Anchors anchors = new Anchors();
        List<Section> sections = new ArrayList<>();
        for (ReadableText.Heading heading : headings) {
            String words = heading.words().strip();
            String anchor = anchors.next(words);
            boolean repeats = heading.level() == 1 && words.equals(title.strip());
            if (!words.isEmpty() && !repeats && heading.at() <= length + 1) {
                sections.add(new Section(heading.at(), anchor, cut(words)));
            }
        }
        return sections.stream().limit(MOST_SECTIONS).toList();
    }

    private static String cut(String heading) {
        if (heading.length() <= MAX_HEADING) {
            return heading;
        }
        boolean pair = Character.isHighSurrogate(heading.charAt(MAX_HEADING - 1));
        return heading.substring(0, pair ? MAX_HEADING - 1 : MAX_HEADING);
    }

    private static @Nullable String workstream(String path) {
        Matcher below = BELOW_WORKSTREAM.matcher(path);
        return below.matches() ? below.group(1) : null;
    }

    private static String address(String sitePath) {
        return sitePath.endsWith("/") ? sitePath.substring(0, sitePath.length() - 1) : sitePath;
    }

    private static boolean isName(String name) {
        return !name.isBlank() && name.length() <= MAX_NAME && name.indexOf('\n') < 0;
    }

    /// The words that a person may misspell: of 3 to 32 letters, each once.
    public Set<String> vocabulary() {
        return Stream.of(nameWords, headingWords, textWords)
                .flatMap(words -> Arrays.stream(words.split(" ")))
                .filter(word -> word.length() >= 3 && word.length() <= 32)
                .filter(word -> word.chars().anyMatch(Character::isLetter))
                .collect(Collectors.toSet());
    }
}
