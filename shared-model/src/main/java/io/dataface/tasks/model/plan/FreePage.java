package io.dataface.tasks.model.plan;

/// A page without a meaning of its own: landing page, guidebook, pages beside an initiative.
public record FreePage(PageText text) implements PlanPage {}
