package io.dataface.tasks.docs.run;

import io.dataface.tasks.docs.frame.Chip;
import io.dataface.tasks.model.Reasons;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A dispatch as it is shown. Columns are those of the published view.
///
/// @param textHash of the task's text that its agent was given, null before
public record Run(
        UUID id,
        long taskKey,
        int number,
        String kind,
        String state,
        int attempt,
        String priority,
        Instant queuedAt,
        String queuedBy,
        @Nullable String repository,
        @Nullable String branch,
        @Nullable String agent,
        @Nullable String planCommit,
        @Nullable String worker,
        @Nullable Instant leasedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String phase,
        @Nullable String request,
        @Nullable String requestBy,
        @Nullable String reason,
        @Nullable String detail,
        @Nullable Integer exitCode,
        @Nullable String baseSha,
        @Nullable String headSha,
        @Nullable Long tokensIn,
        @Nullable Long tokensOut,
        @Nullable BigDecimal costUsd,
        @Nullable Instant aliveAt,
        long logLength,
        @Nullable String textHash) {

    /// The columns that [#of] reads, of a view named `d`.
    public static final String COLUMNS =
            """
            d.id as run_id, d.task_key, d.number, d.kind, d.state as run_state, d.attempt,
            d.priority as run_priority, d.queued_at, d.queued_by, d.repository as run_repository,
            d.branch as run_branch, d.agent as run_agent, d.plan_commit, d.worker_name, d.leased_at,
            d.started_at, d.ended_at, d.phase, d.request, d.request_by, d.reason, d.detail,
            d.exit_code, d.base_sha as run_base, d.head_sha as run_head, d.tokens_in, d.tokens_out,
            d.cost_usd, d.alive_at, d.log_length, d.text_hash as run_text_hash\
            """;

    /// The run in a row; null where the row has none.
    public static @Nullable Run of(ResultSet row) throws SQLException {
        UUID id = row.getObject("run_id", UUID.class);
        Instant queued = Columns.instant(row, "queued_at");
        if (id == null || queued == null) {
            return null;
        }
        return new Run(
                id,
                row.getLong("task_key"),
                row.getInt("number"),
                row.getString("kind"),
                row.getString("run_state"),
                row.getInt("attempt"),
                row.getString("run_priority"),
                queued,
                row.getString("queued_by"),
                row.getString("run_repository"),
                row.getString("run_branch"),
                row.getString("run_agent"),
                row.getString("plan_commit"),
                row.getString("worker_name"),
                Columns.instant(row, "leased_at"),
                Columns.instant(row, "started_at"),
                Columns.instant(row, "ended_at"),
                row.getString("phase"),
                row.getString("request"),
                row.getString("request_by"),
                row.getString("reason"),
                row.getString("detail"),
                row.getObject("exit_code", Integer.class),
                row.getString("run_base"),
                row.getString("run_head"),
                row.getObject("tokens_in", Long.class),
                row.getObject("tokens_out", Long.class),
                row.getBigDecimal("cost_usd"),
                Columns.instant(row, "alive_at"),
                row.getLong("log_length"),
                row.getString("run_text_hash"));
    }

    /// Whether a worker has it.
    public boolean live() {
        return state.equals("LEASED") || state.equals("RUNNING");
    }

    public boolean queued() {
        return state.equals("QUEUED");
    }

    public boolean over() {
        return endedAt != null;
    }

    /// Whether it ended in a way that someone should know the reason of.
    public boolean wentWrong() {
        return over() && !state.equals("SUCCEEDED") && !state.equals("CANCELLED");
    }

    /// The reason of its end in words, with the exit code where there is one.
    public @Nullable String why() {
        String code = exitCode == null || exitCode == 0 ? null : "exit " + exitCode;
        if (reason == null || reason.equals(Reasons.EXIT)) {
            return code == null && reason != null ? Wording.words(reason) : code;
        }
        return code == null ? Wording.words(reason) : Wording.words(reason) + ", " + code;
    }

    public Chip chip() {
        return Chip.ofDispatchState(state);
    }

    /// When the time that is shown began: the run's own, else its wait.
    public Instant since() {
        return startedAt != null ? startedAt : leasedAt != null ? leasedAt : queuedAt;
    }

    /// How long it took, or has taken so far.
    public String took(Instant now) {
        return Wording.duration(Duration.between(since(), endedAt == null ? now : endedAt));
    }

    /// The step it is in, in words.
    public String step() {
        if (phase == null) {
            return state.equals("LEASED") ? "starting" : Wording.words(state);
        }
        return switch (phase) {
            case "PREPARING" -> "preparing";
            case "CHECKING" -> "checking";
            case "AGENT" -> "agent";
            case "COMMITTING" -> "committing";
            case "PUSHING" -> "pushing";
            default -> Wording.words(phase);
        };
    }

    /// What it is for where that is more than a first start.
    public @Nullable String purpose() {
        return switch (kind) {
            case "START" -> null;
            case "CONTINUE" -> "follow-up";
            default -> Wording.words(kind);
        };
    }

    /// Tokens and cost, where an agent reported them.
    public @Nullable String spent() {
        if (tokensIn == null && tokensOut == null) {
            return null;
        }
        long tokens = (tokensIn == null ? 0 : tokensIn) + (tokensOut == null ? 0 : tokensOut);
        String text = Wording.thousands(tokens) + " tokens";
        return costUsd == null
                ? text
                : text + " · $" + costUsd.setScale(2, java.math.RoundingMode.HALF_UP);
    }
}
