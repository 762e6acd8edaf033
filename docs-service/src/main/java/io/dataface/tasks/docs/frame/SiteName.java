package io.dataface.tasks.docs.frame;

/// Gives the plan's name without touching the database, so that error pages have it too.
@FunctionalInterface
public interface SiteName {
    String siteName();
}
