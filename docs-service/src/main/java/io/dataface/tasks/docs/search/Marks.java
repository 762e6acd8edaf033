package io.dataface.tasks.docs.search;

import io.dataface.tasks.model.plan.SearchWords;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Marks what was asked for in a text, and cuts the piece out that says most about it.
///
/// @param prefixes how a word begins that is marked, folded
record Marks(Set<String> prefixes) {

    /// Marks nothing.
    static final Marks NONE = new Marks(Set.of());

    private static final int SNIPPET = 200;
    private static final int BEFORE = 40;
    private static final int MAX_WORD = 100;

    /// A piece of a text.
    ///
    /// @param found whether anything asked for is in it
    /// @param at where that stands in the text; 0 where nothing does
    record Cut(Marked text, int at, boolean found) {}

    private record Found(int start, int end, String prefix) {}

    /// Marks for words that were asked for and the stems that the database makes of them:
    /// what both begin with is marked, so that "factory" marks "factories".
    static Marks of(Collection<String> words, Collection<String> stems) {
        Set<String> prefixes = new HashSet<>();
        for (String word : words) {
            String shared =
                    stems.stream()
                            .map(stem -> shared(word, stem))
                            .max(Comparator.comparingInt(String::length))
                            .orElse("");
            prefixes.add(shared.length() >= Math.min(3, word.length()) ? shared : word);
        }
        return new Marks(prefixes);
    }

    /// The whole text, marked.
    Marked whole(String text) {
        return marked(text, 0, text.length(), find(text));
    }

    /// Whether each word is in the text.
    boolean areAllIn(String text) {
        return find(text).stream().map(Found::prefix).distinct().count() == prefixes.size();
    }

    boolean isAnyIn(String text) {
        return !find(text).isEmpty();
    }

    /// About 200 characters around the first place that has most of the words; where none is in
    /// the text, what stands at a place.
    ///
    /// @param line a text on one line
    Cut cut(String line, int otherwise) {
        List<Found> found = find(line);
        int at = found.isEmpty() ? Math.min(otherwise, line.length()) : best(found);
        return new Cut(around(line, at, found), at, !found.isEmpty());
    }

    private static Marked around(String line, int at, List<Found> found) {
        int from = found.isEmpty() ? at : at <= BEFORE ? 0 : wordStart(line, at - BEFORE);
        int to = Math.min(line.length(), from + SNIPPET);
        if (to < line.length()) {
            int space = line.lastIndexOf(' ', to);
            to = space > at + BEFORE ? space : whole(line, to);
        }
        Marked cut = marked(line, from, to, found);
        List<Marked.Piece> pieces = new ArrayList<>(cut.pieces());
        if (from > 0) {
            pieces.addFirst(new Marked.Piece("… ", false));
        }
        if (to < line.length()) {
            pieces.add(new Marked.Piece(" …", false));
        }
        return new Marked(pieces);
    }

    private static String shared(String word, String stem) {
        int length = 0;
        while (length < Math.min(word.length(), stem.length())
                && word.charAt(length) == stem.charAt(length)) {
            length++;
        }
        return word.substring(0, length);
    }

    private static int wordStart(String line, int at) {
        int space = line.indexOf(' ', at);
        return space < 0 || space > at + BEFORE ? whole(line, at) : space + 1;
    }

    private static int whole(String line, int at) {
        return Character.isLowSurrogate(line.charAt(at)) ? at - 1 : at;
    }

    private List<Found> find(String text) {
        List<Found> found = new ArrayList<>();
        boolean[] begins = begins();
        int start = -1;
        boolean plain = true;
        for (int at = 0; at <= text.length(); at++) {
            boolean letter = at < text.length() && belongs(text.charAt(at));
            if (letter) {
                if (start < 0) {
                    start = at;
                    plain = true;
                }
                plain &= text.charAt(at) < begins.length;
            } else if (start >= 0) {
                char first = text.charAt(start);
                if (first >= begins.length || begins[first]) {
                    addIfAsked(text, start, at, plain, found);
                }
                start = -1;
            }
        }
        return found;
    }

    // Most words begin with another letter, and need no second look.
    private boolean[] begins() {
        boolean[] begins = new boolean[128];
        for (String prefix : prefixes) {
            char first = prefix.charAt(0);
            if (first < begins.length) {
                begins[first] = true;
                begins[Character.toUpperCase(first)] = true;
            }
        }
        return begins;
    }

    private static boolean belongs(char c) {
        return c < 128
                ? (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                : belongsBeyondAscii(c);
    }

    private static boolean belongsBeyondAscii(char c) {
        return Character.isLetterOrDigit(c)
                || Character.isSurrogate(c)
                || Character.getType(c) == Character.NON_SPACING_MARK;
    }

    // Nearly all words are plain, and of those no copy is made.
    private void addIfAsked(String text, int start, int end, boolean plain, List<Found> found) {
        String folded =
                plain
                        ? ""
                        : SearchWords.folded(
                                text.substring(start, Math.min(end, start + MAX_WORD)),
                                4 * MAX_WORD);
        for (String prefix : prefixes) {
            boolean asked =
                    plain
                            ? end - start >= prefix.length()
                                    && text.regionMatches(true, start, prefix, 0, prefix.length())
                            : folded.startsWith(prefix);
            if (asked) {
                found.add(new Found(start, end, prefix));
                return;
            }
        }
    }

    private static int best(List<Found> found) {
        int best = 0;
        int most = 0;
        for (int i = 0; i < found.size(); i++) {
            Set<String> inside = new HashSet<>();
            for (int j = i;
                    j < found.size()
                            && j < i + 50
                            && found.get(j).end() - found.get(i).start() <= SNIPPET - BEFORE;
                    j++) {
                inside.add(found.get(j).prefix());
            }
            if (inside.size() > most) {
                most = inside.size();
                best = found.get(i).start();
            }
        }
        return best;
    }

    private static Marked marked(String text, int from, int to, List<Found> found) {
        List<Marked.Piece> pieces = new ArrayList<>();
        int at = from;
        for (Found word : found) {
            if (word.start() < at || word.end() > to) {
                continue;
            }
            add(pieces, text.substring(at, word.start()), false);
            add(pieces, text.substring(word.start(), word.end()), true);
            at = word.end();
        }
        add(pieces, text.substring(at, to), false);
        return new Marked(pieces);
    }

    private static void add(List<Marked.Piece> pieces, String text, boolean marked) {
        if (!text.isEmpty()) {
            pieces.add(new Marked.Piece(text, marked));
        }
    }
}
