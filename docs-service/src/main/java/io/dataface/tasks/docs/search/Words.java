package io.dataface.tasks.docs.search;

import java.util.List;
import java.util.stream.Collectors;

/// Words as the database asks for them. They are letters and digits only, so that nothing in them
/// can be taken for an operator.
final class Words {

    private Words() {}

    /// Pages with every word, or a word that begins so.
    static String all(List<String> words) {
        return joined(words, ":*", " & ");
    }

    /// Pages with any of the words, or a word that begins so.
    static String any(List<String> words) {
        return joined(words, ":*", " | ");
    }

    /// Pages with any of the words as a whole.
    static String whole(List<String> words) {
        return joined(words, "", " | ");
    }

    /// Pages with a word out of each group.
    static String oneOfEach(List<List<String>> groups) {
        return groups.stream()
                .map(group -> "(" + any(group) + ")")
                .collect(Collectors.joining(" & "));
    }

    /// Pages with one of these exact names.
    static String named(List<String> names) {
        return names.stream()
                .map(name -> "'=" + name.replace("\\", "\\\\").replace("'", "''") + "'")
                .collect(Collectors.joining(" | "));
    }

    private static String joined(List<String> words, String suffix, String between) {
        return words.stream().map(word -> word + suffix).collect(Collectors.joining(between));
    }
}
