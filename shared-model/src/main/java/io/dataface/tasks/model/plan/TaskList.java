package io.dataface.tasks.model.plan;

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
