package io.dataface.tasks.docs.actions;

/// Why the manager did not do what was asked, in words for the person who asked.
public class NotDone extends RuntimeException {

    private final int status;

    NotDone(int status, String detail) {
        super(detail);
        this.status = status;
    }

    NotDone(int status, String detail, Throwable cause) {
        super(detail, cause);
        this.status = status;
    }

    /// The HTTP status that says the same.
    public int status() {
        return status;
    }

    /// What a person should read.
    public String detail() {
        return String.valueOf(getMessage());
    }
}
