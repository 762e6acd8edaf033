package io.dataface.tasks.docs.activity;

import io.dataface.tasks.docs.frame.Chip;
import io.dataface.tasks.docs.run.Wording;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One thing that happened. Columns are those of the published view.
///
/// @param wholeDay only the day is known
/// @param ofDay entries of its day, also those that are not shown
public record Entry(
        String id,
        Instant at,
        boolean wholeDay,
        String kind,
        @Nullable String taskId,
        @Nullable String taskTitle,
        @Nullable String path,
        @Nullable String workstream,
        @Nullable String owner,
        @Nullable String actor,
        @Nullable String agent,
        @Nullable Integer prNumber,
        @Nullable String prUrl,
        @Nullable UUID dispatch,
        String outcome,
        @Nullable String detail,
        int ofDay) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);
    private static final Pattern CODE = Pattern.compile("[a-z]+(_[a-z]+)+");
    private static final Map<String, String> DONE =
            Map.ofEntries(
                    Map.entry("kickoff", "Kicked off"),
                    Map.entry("cancel", "Asked to cancel"),
                    Map.entry("take-out", "Taken out of the queue"),
                    Map.entry("interrupt", "Interrupted"),
                    Map.entry("retry", "Retried"),
                    Map.entry("follow-up", "Followed up"),
                    Map.entry("priority", "Priority changed"),
                    Map.entry("accept", "Accepted"),
                    Map.entry("reject", "Rejected"),
                    Map.entry("complete", "Marked completed"),
                    Map.entry("pause", "Queue paused"),
                    Map.entry("resume", "Queue resumed"),
                    Map.entry("stop", "All runs stopped"));

    /// The time of its day, like `17:34`, in UTC.
    public String time() {
        return TIME.format(at);
    }

    /// The same for machines, to the second.
    public String stamp() {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    LocalDate day() {
        return at.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    /// Its state with icon and colour.
    public Chip chip() {
        return switch (kind) {
            case "completed" -> Chip.ofBadge("Completed");
            case "merged" -> new Chip("ok", "sign-merge-right", "Merged");
            case "run" -> Chip.ofDispatchState(outcome);
            default ->
                    new Chip(
                            "",
                            "person-check",
                            DONE.getOrDefault(outcome, Wording.sentence(outcome)));
        };
    }

    /// What it happened to.
    public String title() {
        String pullRequest = prNumber == null ? "Queue" : "Pull request #" + prNumber;
        return taskTitle == null ? pullRequest : taskTitle;
    }

    /// Where more is said about it; null where nowhere.
    public @Nullable String href() {
        return path == null ? linkable(prUrl) : Wording.page(path);
    }

    /// The run's page; null where it is about no run.
    public @Nullable String runHref() {
        return dispatch == null ? null : "/runs/" + dispatch;
    }

    /// The pull request's address; null where it is none that a browser may follow.
    public @Nullable String prHref() {
        return linkable(prUrl);
    }

    /// What is said about it besides; empty where nothing is.
    public String note() {
        return switch (kind) {
            case "merged" -> detail == null ? outcome : outcome + " · " + detail;
            case "run", "decision" -> detail == null ? "" : said(detail);
            default -> outcome.equals("plan") ? "" : Wording.words(outcome);
        };
    }

    // Some details are codes, most are sentences.
    private static String said(String detail) {
        return CODE.matcher(detail).matches() ? Wording.words(detail) : detail;
    }

    private static @Nullable String linkable(@Nullable String url) {
        return url != null && (url.startsWith("https://") || url.startsWith("http://"))
                ? url
                : null;
    }
}
