package io.dataface.tasks.model;

/// The step that a running dispatch is in, in this order.
public enum Phase {
    PREPARING,
    CHECKING,
    AGENT,
    COMMITTING,
    PUSHING
}
