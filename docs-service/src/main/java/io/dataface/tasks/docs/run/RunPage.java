package io.dataface.tasks.docs.run;

import io.dataface.tasks.docs.log.LogPart;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One run, readable for ever.
///
/// @param prompt all that the agent was told
public record RunPage(
        TaskState task,
        Run run,
        @Nullable String prompt,
        List<HistoryEvent> history,
        @Nullable Changes changes,
        @Nullable LogPart log,
        Instant now) {}
