package io.dataface.tasks.worker.workspace;

import java.util.UUID;

/// What a commit of the worker's says.
///
/// @param title the task's title; shortened to a subject line
public record CommitText(String title, UUID dispatch) {
    private static final int SUBJECT = 72;

    String message() {
        var line = title.replaceAll("\\s+", " ").strip();
        var subject = line.length() <= SUBJECT ? line : line.substring(0, SUBJECT - 1) + "…";
        return (subject.isEmpty() ? "Work of an agent" : subject)
                + "\n\nDispatch-Id: "
                + dispatch
                + "\n";
    }
}
