package io.dataface.tasks.docs.markdown;

import java.security.SecureRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Marks what the renderer itself wrote, so that the sanitizer can tell it from the author's.
///
/// The word is random, lives as long as the process and never leaves it: no author can write it.
final class Seal {

    private final String word;
    private final Pattern token;

    Seal() {
        this.word = randomWord();
        this.token = Pattern.compile(word + "([bi])([0-9]{1,6})e");
    }

    /// An attribute's value with our mark, behind it so that a URL keeps its scheme.
    String seal(String value) {
        return value + word;
    }

    /// The value without its mark; null where it has none.
    @Nullable String open(String sealed) {
        return sealed.endsWith(word) ? sealed.substring(0, sealed.length() - word.length()) : null;
    }

    /// What stands in a text for a hole.
    String token(int hole, boolean block) {
        return word + (block ? "b" : "i") + hole + "e";
    }

    Matcher tokens(CharSequence text) {
        return token.matcher(text);
    }

    boolean isIn(String text) {
        return text.contains(word);
    }

    private static String randomWord() {
        SecureRandom random = new SecureRandom();
        StringBuilder word = new StringBuilder("q");
        for (int i = 0; i < 24; i++) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }
}
