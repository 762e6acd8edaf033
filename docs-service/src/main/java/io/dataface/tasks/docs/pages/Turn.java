package io.dataface.tasks.docs.pages;

import org.jspecify.annotations.Nullable;

/// The pages before and after one.
///
/// @param previous null on the first
/// @param next null on the last
public record Turn(Fact.@Nullable Part previous, Fact.@Nullable Part next) {

    static final Turn NONE = new Turn(null, null);
}
