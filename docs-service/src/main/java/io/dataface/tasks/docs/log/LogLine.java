package io.dataface.tasks.docs.log;

/// One line as it is shown.
///
/// @param number from 1, over all streams, the same for ever
/// @param kind `e` where any of it came by stderr, `s` where the system wrote it, else empty
/// @param html safe to be set into a page as it is
/// @param partial whether its end has not come yet
public record LogLine(int number, String kind, String html, boolean partial) {}
