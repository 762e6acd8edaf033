package io.dataface.tasks.model.plan;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;

/// How text becomes the words that pages are found by. What is indexed and what is asked for go
/// the same way: small letters, no accents, everything but letters and digits parts words.
public final class SearchWords {

    private SearchWords() {}

    /// The words with one space between them.
    ///
    /// @param maxBytes where to stop, in bytes of UTF-8
    public static String folded(String text, int maxBytes) {
        String plain = isAscii(text) ? text : Normalizer.normalize(text, Normalizer.Form.NFKD);
        StringBuilder words = new StringBuilder(Math.min(plain.length(), maxBytes));
        int bytes = 0;
        boolean apart = false;
        int c;
        for (int at = 0;
                at < plain.length() && bytes + 8 < maxBytes;
                at += Character.charCount(c)) {
            c = plain.codePointAt(at);
            if (Character.isLetterOrDigit(c)) {
                if (apart && !words.isEmpty()) {
                    words.append(' ');
                    bytes++;
                }
                words.appendCodePoint(Character.toLowerCase(c));
                bytes += c < 0x80 ? 1 : 4;
                apart = false;
            } else if (!joins(c)) {
                apart = true;
            }
        }
        return words.toString();
    }

    /// The words of what someone asks for, at most `most`, each at most 64 characters.
    public static List<String> asked(String text, int most) {
        String folded = folded(text, 4_096);
        return folded.isEmpty()
                ? List.of()
                : Arrays.stream(folded.split(" "))
                        .map(word -> word.length() > 64 ? word.substring(0, 64) : word)
                        .distinct()
                        .limit(most)
                        .toList();
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    // An accent belongs to the letter before it, an apostrophe to the word around it.
    private static boolean joins(int c) {
        int type = Character.getType(c);
        return c == '\''
                || c == '’'
                || type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }
}
