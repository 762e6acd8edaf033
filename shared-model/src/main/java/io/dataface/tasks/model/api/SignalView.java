package io.dataface.tasks.model.api;

import java.time.Instant;

/// A reason why someone should look at a task.
///
/// @param tier automation or person
public record SignalView(String code, String tier, String detail, Instant since) {}
