package io.dataface.tasks.docs.log;

/// Turns terminal output into HTML that cannot do anything: colours and weights become classes,
/// every other control sequence and control character is dropped, the rest is escaped.
final class Ansi {

    /// Characters of a line that are shown; the raw log has the rest.
    static final int LONGEST = 4_000;

    private static final char ESC = 0x1b;

    private final String text;
    private final StringBuilder html = new StringBuilder();
    private Sgr look;
    private boolean open;
    private int shown;
    private int at;

    private Ansi(String text, Sgr look) {
        this.text = text;
        this.look = look;
    }

    /// A piece of a line.
    ///
    /// @param look how the text after it looks
    record Piece(String html, Sgr look) {}

    static Piece render(String text, Sgr look) {
        return new Ansi(text, look).render();
    }

    private Piece render() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == ESC) {
                escape();
            } else if (c == 0x9b) {
                control();
            } else if (isString(c)) {
                skipString();
            } else if (isShown(c)) {
                show(c);
            }
        }
        end();
        if (shown > LONGEST) {
            html.append("<i class=\"cut\">… ")
                    .append(shown - LONGEST)
                    .append(" more characters in the raw log</i>");
        }
        return new Piece(html.toString(), look);
    }

    private void escape() {
        if (at >= text.length()) {
            return;
        }
        char c = text.charAt(at++);
        if (c == '[') {
            control();
        } else if (c == ']' || c == 'P' || c == 'X' || c == '^' || c == '_') {
            skipString();
        } else {
            while (c >= 0x20 && c <= 0x2f && at < text.length()) {
                c = text.charAt(at++);
            }
        }
    }

    private void control() {
        int start = at;
        while (at < text.length() && text.charAt(at) >= 0x20 && text.charAt(at) <= 0x3f) {
            at++;
        }
        if (at >= text.length()) {
            return;
        }
        String parameters = text.substring(start, at);
        if (text.charAt(at++) == 'm' && parameters.matches("[0-9;:]*")) {
            end();
            look = look.after(parameters);
        }
    }

    // Titles, links, clipboards: until BEL or ST, at most to the line's end.
    private void skipString() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == 0x07 || c == 0x9c) {
                return;
            }
            if (c == ESC && at < text.length() && text.charAt(at) == '\\') {
                at++;
                return;
            }
        }
    }

    private void show(char c) {
        if (++shown > LONGEST) {
            return;
        }
        if (!open && !look.equals(Sgr.PLAIN)) {
            html.append("<span class=\"").append(look.classes()).append("\">");
            open = true;
        }
        switch (c) {
            case '&' -> html.append("&amp;");
            case '<' -> html.append("&lt;");
            case '>' -> html.append("&gt;");
            case '"' -> html.append("&#34;");
            case '\'' -> html.append("&#39;");
            default -> html.append(c);
        }
    }

    private void end() {
        if (open) {
            html.append("</span>");
            open = false;
        }
    }

    private static boolean isString(char c) {
        return c == 0x90 || c == 0x98 || c == 0x9d || c == 0x9e || c == 0x9f;
    }

    // Marks that turn the direction of writing could make a line read as what it is not.
    private static boolean isShown(char c) {
        boolean control = c < 0x20 && c != '\t' || c >= 0x7f && c <= 0x9f;
        boolean turning = c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069;
        return !control && !turning && c != 0x200e && c != 0x200f && c != 0x2028 && c != 0x2029;
    }
}
