package io.dataface.tasks.model.plan;

/// A milestone with what must hold for it to be reached.
public record MilestonePage(PageText text, String slug, TaskList exitCriteria, TaskList kpiTargets)
        implements PlanPage {}
