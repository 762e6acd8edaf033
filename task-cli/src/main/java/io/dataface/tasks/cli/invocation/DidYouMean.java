package io.dataface.tasks.cli.invocation;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Finds what a mistyped word most likely was.
public final class DidYouMean {

    private DidYouMean() {}

    /// The nearest candidates, best first, at most three; none that differ in more than a third.
    public static List<String> nearest(String typed, Collection<String> candidates) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        record Near(String word, int distance) {}
        return candidates.stream()
                .distinct()
                .map(word -> new Near(word, distance(wanted, word.toLowerCase(Locale.ROOT))))
                .filter(near -> near.distance <= Math.max(1, near.word.length() / 3))
                .sorted(Comparator.comparingInt(Near::distance).thenComparing(Near::word))
                .limit(3)
                .map(Near::word)
                .toList();
    }

    /// "did you mean a, b or c?", or the other text where nothing is near.
    public static String sentence(Collection<String> nearest, String otherwise) {
        return nearest.isEmpty() ? otherwise : "did you mean " + String.join(" or ", nearest) + "?";
    }

    // A word that contains what was typed is near: people remember parts of a slug.
    private static int distance(String typed, String word) {
        if (typed.length() > 2 && word.contains(typed)) {
            return 0;
        }
        int[] row = new int[word.length() + 1];
        for (int j = 0; j <= word.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= typed.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= word.length(); j++) {
                int above = row[j];
                int change = typed.charAt(i - 1) == word.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(diagonal + change, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[word.length()];
    }
}
