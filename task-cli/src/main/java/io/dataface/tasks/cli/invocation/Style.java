package io.dataface.tasks.cli.invocation;

/// Emphasis by SGR sequences, or none at all.
public final class Style {
    private final boolean coloured;

    public Style(boolean coloured) {
        this.coloured = coloured;
    }

    /// Whether escape sequences may be written.
    public boolean isColoured() {
        return coloured;
    }

    public String bold(String text) {
        return sgr("1", text);
    }

    public String faint(String text) {
        return sgr("2", text);
    }

    /// A state, group or status in the colour that its kind has everywhere.
    public String state(String text) {
        return switch (text.strip()) {
            case "RUNNING", "LEASED", "active", "alive" -> sgr("34", text);
            case "SUCCEEDED", "completed", "finished" -> sgr("32", text);
            case "FAILED", "STALLED", "TIMED_OUT", "WORKER_GONE", "needs_person", "lost", "error" ->
                    sgr("31", text);
            case "WAITING", "INTERRUPTED", "waiting", "draining", "warning" -> sgr("33", text);
            case "IDLE", "CANCELLED", "idle", "cancelled", "gone" -> sgr("2", text);
            default -> text;
        };
    }

    private String sgr(String code, String text) {
        return coloured ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
