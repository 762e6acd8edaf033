package io.dataface.tasks.docs.pages;

/// A line of "On this page".
///
/// @param level 2 for a heading of the page, 3 for one below it
public record TocEntry(int level, String id, String text) {}
