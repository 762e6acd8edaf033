package io.dataface.tasks.model.api;

import java.util.List;

/// The groups of `/status`, each task in exactly one.
///
/// @param finished ended most recently, at most 20
/// @param deadLetters messages of the transport `pubsub` that no worker could read
public record StatusView(
        PlanView plan,
        List<TaskView> needsPerson,
        List<TaskView> active,
        List<TaskView> ready,
        List<TaskView> waiting,
        List<TaskView> finished,
        List<WorkerView> workers,
        int deadLetters) {}
