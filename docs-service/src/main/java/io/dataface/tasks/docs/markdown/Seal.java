package io.dataface.tasks.docs.markdown;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
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
        this(randomWord());
    }

    private Seal(String word) {
        this.word = word;
        this.token = Pattern.compile(word + "([bi])([0-9]{1,6})e");
    }

    String attribute(String value) {
        return word + String.join(" " + word, value.split("[ \t]+"));
    }

    /// The value without its marks; null where an unmarked word is in it.
    @Nullable String open(String sealed) {
        List<String> words = new ArrayList<>();
        for (String part : sealed.split("[ \t]+")) {
            if (!part.startsWith(word)) {
                return null;
            }
            words.add(part.substring(word.length()));
        }
        return String.join(" ", words);
    }

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
