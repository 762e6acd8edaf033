package io.dataface.tasks.model;

/// What a dispatch is for.
public enum DispatchKind {
    START,
    CONTINUE,
    REPAIR_CONFLICT,
    REPAIR_CI,
    REPAIR_UNRECONCILED,
    REBASE
}
