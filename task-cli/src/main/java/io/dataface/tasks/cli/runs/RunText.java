package io.dataface.tasks.cli.runs;

import io.dataface.tasks.cli.invocation.ControlFilter;
import io.dataface.tasks.model.api.DispatchView;

/// The end of a run in one line.
final class RunText {

    private RunText() {}

    /// E.g. "fix-login: run 2 FAILED (exit): tests failed".
    static String ended(String task, DispatchView dispatch) {
        var text = new StringBuilder(task);
        text.append(": run ").append(dispatch.number()).append(' ').append(dispatch.state());
        if (dispatch.reason() != null) {
            text.append(" (").append(dispatch.reason()).append(')');
        }
        if (dispatch.detail() != null) {
            text.append(": ").append(ControlFilter.oneLine(dispatch.detail()));
        }
        if (dispatch.branch() != null && dispatch.headSha() != null) {
            text.append(", ").append(dispatch.branch()).append(" at ").append(dispatch.headSha());
        }
        return text.toString();
    }
}
