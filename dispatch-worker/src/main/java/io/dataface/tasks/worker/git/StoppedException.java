package io.dataface.tasks.worker.git;

/// The run was stopped while, or before, git worked for it.
public class StoppedException extends RuntimeException {
    public StoppedException(String step) {
        super("Stopped in " + step);
    }
}
