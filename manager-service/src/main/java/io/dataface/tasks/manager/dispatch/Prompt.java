package io.dataface.tasks.manager.dispatch;

import io.dataface.tasks.model.DispatchKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that an agent is told. The plan's text, follow-ups and earlier runs are data, each in a
/// fence of its own.
record Prompt(
        String taskId,
        String title,
        DispatchKind kind,
        int attempt,
        String taskText,
        @Nullable String planCommit,
        String repository,
        @Nullable String base,
        String branch,
        List<String> followUps,
        List<String> delivered,
        List<String> earlier) {

    String text() {
        var text = new StringBuilder();
        text.append("# ").append(title).append("\n\n");
        text.append("Task: ").append(taskId).append('\n');
        text.append("Plan commit: ").append(planCommit == null ? "none" : planCommit).append('\n');
        text.append("Repository: ").append(repository).append('\n');
        text.append("Base: ").append(base == null ? "the remote's HEAD" : base).append('\n');
        text.append("Branch: ").append(branch).append('\n');
        text.append("Run: ").append(kind).append(", attempt ").append(attempt).append("\n\n");
        section(
                text,
                "What is expected",
                """
                Do this task in the current folder, a clone of the repository with the branch checked out.
                Commit as you see fit; what you leave uncommitted is committed for you. Do not push, and do
                not change git's configuration, hooks or other branches: the branch is pushed for you.
                """);
        section(
                text,
                "How to report",
                """
                What you print is shown live to the people who follow this run: say what you are doing.
                Exit with 0 when the task is done. If it cannot be done, print one last line that begins
                with "error: " and says why, and exit with another code.
                """);
        text.append("## The task\n\n");
        fence(text, taskText);
        if (!followUps.isEmpty()) {
            text.append("## Follow-ups, to be done now\n\n");
            followUps.forEach(f -> fence(text, f));
        }
        if (!delivered.isEmpty()) {
            text.append("## Follow-ups that earlier runs were given\n\n");
            text.append("What of these is not done yet is still wanted.\n\n");
            delivered.forEach(f -> fence(text, f));
        }
        if (!earlier.isEmpty()) {
            text.append("## Earlier runs of this task\n\n");
            earlier.forEach(e -> text.append("- ").append(e).append('\n'));
        }
        return text.toString();
    }

    private static void section(StringBuilder text, String heading, String body) {
        text.append("## ").append(heading).append("\n\n").append(body).append('\n');
    }

    private static void fence(StringBuilder text, String body) {
        String marks = "~".repeat(Math.max(4, longestRun(body) + 1));
        text.append(marks)
                .append('\n')
                .append(body.strip())
                .append('\n')
                .append(marks)
                .append("\n\n");
    }

    private static int longestRun(String body) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < body.length(); i++) {
            run = body.charAt(i) == '~' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
