package io.dataface.tasks.worker.run;

/// Carries a run's ending out of the step that found it.
final class EndedException extends RuntimeException {
    private final transient Ending ending;

    EndedException(Ending ending) {
        super(ending.detail(), null, false, false);
        this.ending = ending;
    }

    Ending ending() {
        return ending;
    }
}
