package io.dataface.tasks.model.doorbell;

/// A message that names no dispatch; its text says what is wrong with it.
public final class UnreadableDoorbellException extends Exception {
    UnreadableDoorbellException(String problem) {
        super(problem);
    }

    /// What is wrong with the message.
    public String problem() {
        return String.valueOf(getMessage());
    }
}
