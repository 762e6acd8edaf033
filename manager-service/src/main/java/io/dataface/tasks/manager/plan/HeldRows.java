package io.dataface.tasks.manager.plan;

import io.dataface.tasks.manager.plan.DependencyRows.Edge;
import io.dataface.tasks.model.plan.Problem;
import java.util.List;
import java.util.Map;

/// The rows that a plan has in the registry at a revision, without the files' bytes, as this
/// manager read or wrote them; whoever writes any of them counts the revision on.
///
/// @param files by path
/// @param tasks by id, those that are gone too
/// @param dependencies by the key of the task that waits
/// @param problems with their positions
record HeldRows(
        long revision,
        Map<String, FileRows.Stored> files,
        Map<String, PlannedTasks.Stored> tasks,
        Map<Long, List<Edge>> dependencies,
        Map<Problem, Integer> problems) {}
