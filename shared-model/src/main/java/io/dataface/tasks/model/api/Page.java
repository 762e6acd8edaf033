package io.dataface.tasks.model.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of a list.
///
/// @param after token for the next page's `after`; null at the end
public record Page<T>(List<T> items, @Nullable String after) {}
