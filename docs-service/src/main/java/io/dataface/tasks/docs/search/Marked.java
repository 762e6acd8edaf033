package io.dataface.tasks.docs.search;

import java.util.List;
import java.util.stream.Collectors;

/// A text in pieces, of which some were asked for.
public record Marked(List<Piece> pieces) {

    /// @param marked whether it was asked for
    public record Piece(String text, boolean marked) {}

    public Marked {
        pieces = List.copyOf(pieces);
    }

    String plain() {
        return pieces.stream().map(Piece::text).collect(Collectors.joining());
    }
}
