package io.dataface.tasks.worker.git;

/// A git command that did not do its work; the message names the step and git's own words.
public class GitException extends RuntimeException {
    private final boolean timedOut;

    GitException(String message, boolean timedOut) {
        super(message);
        this.timedOut = timedOut;
    }

    /// Whether it was ended because its time was up.
    public boolean timedOut() {
        return timedOut;
    }
}
