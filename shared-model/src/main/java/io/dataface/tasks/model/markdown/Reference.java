package io.dataface.tasks.model.markdown;

/// A link or an image in a text.
///
/// @param destination as written
/// @param line 1-based line of the text
/// @param column 1-based, in chars
public record Reference(Kind kind, String destination, int line, int column) {

    /// What points somewhere.
    public enum Kind {
        LINK,
        IMAGE
    }
}
