package io.dataface.tasks.cli.runs;

import static io.dataface.tasks.cli.overview.TaskText.orDash;

import io.dataface.tasks.cli.invocation.ControlFilter;
import io.dataface.tasks.cli.invocation.Invocation;
import io.dataface.tasks.cli.invocation.Output;
import io.dataface.tasks.model.api.BlockerView;
import io.dataface.tasks.model.api.KickoffAnswer;
import io.dataface.tasks.model.api.KickoffAnswer.Line;
import io.dataface.tasks.model.api.KickoffAnswer.Preview;
import java.util.ArrayList;
import java.util.List;

/// What a kick-off did or would do, as text.
final class KickoffText {
    private final Output output;

    KickoffText(Invocation invocation) {
        this.output = invocation.output();
    }

    /// One line a task; in a dry run with the whole preview below it.
    void print(KickoffAnswer answer) {
        for (Line line : answer.tasks()) {
            output.line(headline(line, answer.dryRun()));
            if (answer.dryRun()) {
                about(line).forEach(output::line);
                prompt(line).forEach(output::line);
            } else {
                blockers(line).forEach(output::line);
            }
        }
        next(answer);
    }

    /// The preview without prompts, for the question that follows.
    void previewOnStandardError(KickoffAnswer answer) {
        for (Line line : answer.tasks()) {
            output.note(headline(line, true));
            about(line).forEach(output::note);
        }
    }

    private static String headline(Line line, boolean dry) {
        if (line.refused() != null) {
            return "refused " + line.taskId() + ": " + line.refused();
        }
        String verb = dry ? "would queue " : "queued ";
        return verb + line.taskId() + "  " + ControlFilter.oneLine(line.title());
    }

    private static List<String> about(Line line) {
        var lines = new ArrayList<String>();
        Preview preview = line.preview();
        if (preview != null) {
            String url = preview.repositoryUrl() == null ? "" : " " + preview.repositoryUrl();
            lines.add("  repository  " + orDash(preview.repository()) + url);
            lines.add("  base        " + orDash(preview.base()));
            lines.add("  branch      " + preview.branch());
            lines.add("  agent       " + orDash(preview.agent()));
            lines.add("  plan        " + orDash(preview.planCommit()));
        }
        lines.addAll(blockers(line));
        return lines;
    }

    private static List<String> blockers(Line line) {
        return line.blockers().stream().map(KickoffText::blocker).toList();
    }

    private static String blocker(BlockerView blocker) {
        return "  waits: " + blocker.detail();
    }

    private static List<String> prompt(Line line) {
        Preview preview = line.preview();
        if (preview == null) {
            return List.of();
        }
        var lines = new ArrayList<String>();
        lines.add("  prompt");
        preview.prompt().lines().forEach(text -> lines.add("    | " + ControlFilter.oneLine(text)));
        return lines;
    }

    private void next(KickoffAnswer answer) {
        List<Line> queued = answer.tasks().stream().filter(line -> line.refused() == null).toList();
        if (queued.isEmpty()) {
            return;
        }
        String first = queued.getFirst().taskId();
        if (answer.dryRun()) {
            output.next("the same without --dry-run");
        } else if (queued.getFirst().blockers().isEmpty()) {
            output.next("tasks logs -f " + first);
        } else {
            output.next("tasks why " + first);
        }
    }
}
