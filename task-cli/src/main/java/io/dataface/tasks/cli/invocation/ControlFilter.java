package io.dataface.tasks.cli.invocation;

/// Takes control sequences out of text that a program under no one's control wrote; a terminal
/// would obey them. Keeps its place between pieces, so that a sequence may be cut in two.
public final class ControlFilter {
    private static final int LONGEST_SEQUENCE = 64;

    private final boolean keepColours;
    private final StringBuilder sequence = new StringBuilder();
    private State state = State.TEXT;

    private enum State {
        TEXT,
        ESCAPE,
        INTERMEDIATE,
        CSI,
        STRING,
        STRING_ESCAPE
    }

    /// @param keepColours whether SGR sequences (colour, weight) pass
    public ControlFilter(boolean keepColours) {
        this.keepColours = keepColours;
    }

    /// Text on one line without any control character.
    public static String oneLine(String text) {
        String clean = new ControlFilter(false).filter(text);
        return clean.replace('\n', ' ').replace('\t', ' ').strip();
    }

    /// The next piece of text, filtered.
    public String filter(String text) {
        var out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            accept(text.charAt(i), out);
        }
        return out.toString();
    }

    private void accept(char c, StringBuilder out) {
        switch (state) {
            case TEXT -> text(c, out);
            case ESCAPE -> escape(c);
            case INTERMEDIATE -> state = c >= 0x20 && c <= 0x2f ? state : State.TEXT;
            case CSI -> csi(c, out);
            case STRING -> string(c);
            case STRING_ESCAPE -> state = c == '\\' ? State.TEXT : State.STRING;
        }
    }

    private void text(char c, StringBuilder out) {
        if (c == '\u001b') {
            state = State.ESCAPE;
        } else if (c == '\u009b') {
            begin(State.CSI);
        } else if (c == '\u0090' || c == '\u009d' || c == '\u009e' || c == '\u009f') {
            state = State.STRING;
        } else if (c == '\n' || c == '\t' || (c >= 0x20 && c < 0x7f) || c >= 0xa0) {
            if (!turnsText(c)) {
                out.append(c);
            }
        }
    }

    // Bidirectional overrides make text read as something else than it is.
    private static boolean turnsText(char c) {
        return (c >= '\u202a' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069');
    }

    private void escape(char c) {
        if (c == '[') {
            begin(State.CSI);
        } else if (c == ']' || c == 'P' || c == '_' || c == '^' || c == 'X') {
            begin(State.STRING);
        } else if (c >= 0x20 && c <= 0x2f) {
            state = State.INTERMEDIATE;
        } else if (c != '\u001b') {
            state = State.TEXT;
        }
    }

    private void begin(State next) {
        sequence.setLength(0);
        state = next;
    }

    private void csi(char c, StringBuilder out) {
        if (c >= 0x40 && c <= 0x7e) {
            if (c == 'm' && keepColours && sequence.chars().allMatch(ControlFilter::isSgr)) {
                out.append("\u001b[").append(sequence).append('m');
            }
            state = State.TEXT;
        } else if (c < 0x20 || c > 0x7e || sequence.length() >= LONGEST_SEQUENCE) {
            state = State.TEXT;
            text(c, out);
        } else {
            sequence.append(c);
        }
    }

    private static boolean isSgr(int c) {
        return (c >= '0' && c <= '9') || c == ';' || c == ':';
    }

    // A string that nobody ends must not swallow the rest of a log.
    private void string(char c) {
        sequence.append(c);
        if (c == '\u0007' || c == '\u009c' || c == '\n' || sequence.length() > 4096) {
            state = State.TEXT;
        } else if (c == '\u001b') {
            state = State.STRING_ESCAPE;
        }
    }
}
