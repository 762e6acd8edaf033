package io.dataface.tasks.worker.run;

/// Why a run is stopped from outside.
public enum StopCause {
    CANCEL,
    INTERRUPT,
    DRAINED,
    LOST_CONTACT
}
