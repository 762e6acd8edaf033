package io.dataface.tasks.model.plan;

import java.util.ArrayList;
import java.util.List;

/// The boxes of a markdown task list.
public record TaskList(List<Item> items) {

    public static final TaskList NONE = new TaskList(List.of());

    /// One box.
    ///
    /// @param text the markdown behind the box
    /// @param line 1-based line in the file
    public record Item(String text, boolean done, int line) {}

    public TaskList {
        items = List.copyOf(items);
    }

    /// The boxes in a markdown text, those in code not counted.
    ///
    /// @param firstLine 1-based line of the file on which the text begins
    static TaskList of(String markdown, int firstLine) {
        List<Item> items = new ArrayList<>();
        for (MarkdownLines.Line line : MarkdownLines.of(markdown)) {
            String text = line.of(markdown).strip();
            int marker = MarkdownLines.listMarker(text);
            String box = text.substring(marker).stripLeading();
            boolean isBox =
                    marker > 0
                            && !line.code()
                            && box.length() > 3
                            && box.charAt(0) == '['
                            && " xX".indexOf(box.charAt(1)) >= 0
                            && box.charAt(2) == ']'
                            && Character.isWhitespace(box.charAt(3));
            if (isBox) {
                boolean done = box.charAt(1) != ' ';
                items.add(new Item(box.substring(4).strip(), done, firstLine + line.number() - 1));
            }
        }
        return new TaskList(items);
    }

    public int done() {
        return (int) items.stream().filter(Item::done).count();
    }

    public int all() {
        return items.size();
    }

    /// `(done/all)`, as it stands behind a heading.
    public String counts() {
        return "(" + done() + "/" + all() + ")";
    }
}
