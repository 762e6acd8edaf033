package io.dataface.tasks.model.plan;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Finds the words that someone may have meant.
public final class Nearest {

    private static final int MOST = 3;
    private static final int MAX_LENGTH = 200;

    private Nearest() {}

    /// The candidates that look like the word, the nearest first, at most three.
    public static List<String> of(String word, Collection<String> candidates) {
        String wanted = word.toLowerCase(Locale.ROOT);
        if (wanted.isBlank() || wanted.length() > MAX_LENGTH) {
            return List.of();
        }
        int limit = Math.clamp(wanted.length() / 3, 1, 6);
        return candidates.stream()
                .distinct()
                .map(c -> new Candidate(c, distance(wanted, c.toLowerCase(Locale.ROOT), limit)))
                .filter(c -> c.distance <= limit)
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::word))
                .limit(MOST)
                .map(Candidate::word)
                .toList();
    }

    /// As part of a sentence: " Did you mean a or b?", or nothing.
    public static String question(List<String> nearest) {
        return nearest.isEmpty() ? "" : " Did you mean " + String.join(" or ", nearest) + "?";
    }

    /// Edits between two words, neighbours swapped counting as one; past `limit` any larger number.
    private static int distance(String a, String b, int limit) {
        if (a.length() >= 3 && (b.startsWith(a) || b.contains("-" + a))) {
            return a.equals(b) ? 0 : 1;
        }
        if (Math.abs(a.length() - b.length()) > limit) {
            return limit + 1;
        }
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            int best = i;
            for (int j = 1; j <= b.length(); j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
                best = Math.min(best, row[j]);
            }
            if (best > limit) {
                return limit + 1;
            }
            beforeLast = last;
            last = row;
        }
        return last[b.length()];
    }

    private record Candidate(String word, int distance) {}
}
