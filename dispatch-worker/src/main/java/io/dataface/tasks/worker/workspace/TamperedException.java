package io.dataface.tasks.worker.workspace;

/// Something that only the worker may write was written by somebody else; the message says what.
public class TamperedException extends RuntimeException {
    TamperedException(String what) {
        super(what);
    }
}
