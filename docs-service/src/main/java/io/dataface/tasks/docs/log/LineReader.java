package io.dataface.tasks.docs.log;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Cuts the bytes of all streams, in the order in which they came, into numbered lines.
class LineReader {

    private final List<LogLine> lines = new ArrayList<>();
    private final StringBuilder html = new StringBuilder();
    private final ByteArrayOutputStream piece = new ByteArrayOutputStream();
    private final int from;
    private final int most;
    private String pieceStream = "stdout";
    private String kind = "";
    private boolean begun;
    private int number;
    private long lineStart;
    private Sgr lineLook;
    private Sgr look;

    /// @param number of the line in which the first byte lies
    /// @param from number of the first line to keep
    /// @param most lines to keep
    LineReader(int number, long offset, Sgr look, int from, int most) {
        this.number = number;
        this.lineStart = offset;
        this.look = look;
        this.lineLook = look;
        this.from = from;
        this.most = most;
    }

    /// Whether all lines that are wanted are there.
    boolean full() {
        return lines.size() >= most;
    }

    /// Takes bytes that follow the ones before.
    ///
    /// @param skip bytes at the start that are already known
    void take(long offset, String stream, byte[] bytes, int skip) {
        for (int i = skip; i < bytes.length && !full(); i++) {
            if (!stream.equals(pieceStream)) {
                endPiece();
                pieceStream = stream;
            }
            if (bytes[i] == '\n') {
                endLine(false);
                lineStart = offset + i + 1;
                lineLook = look;
            } else {
                begun = true;
                piece.write(bytes[i]);
            }
        }
    }

    /// All lines so far; a line without an end counts as one to be read again.
    List<LogLine> lines() {
        if (begun && !full()) {
            int same = number;
            endLine(true);
            number = same;
        }
        return List.copyOf(lines);
    }

    long next() {
        return lineStart;
    }

    int nextLine() {
        return number;
    }

    String look() {
        return lineLook.encode();
    }

    private void endLine(boolean partial) {
        endPiece();
        if (number >= from) {
            lines.add(new LogLine(number, kind, html.toString(), partial));
        }
        html.setLength(0);
        kind = "";
        begun = false;
        number++;
    }

    private void endPiece() {
        if (piece.size() == 0) {
            return;
        }
        Ansi.Piece made = Ansi.render(overwritten(piece.toString(StandardCharsets.UTF_8)), look);
        piece.reset();
        html.append(made.html());
        look = made.look();
        if (pieceStream.equals("stderr")) {
            kind = "e";
        } else if (pieceStream.equals("system") && kind.isEmpty()) {
            kind = "s";
        }
    }

    // A progress bar returns to the line's start: only what it wrote last is left on a terminal.
    private static String overwritten(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == '\r') {
            end--;
        }
        return text.substring(text.lastIndexOf('\r', end - 1) + 1, end);
    }
}
