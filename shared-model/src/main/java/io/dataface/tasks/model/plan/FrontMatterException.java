package io.dataface.tasks.model.plan;

/// A front-matter field cannot be written in place; the message says why and what to do.
public final class FrontMatterException extends RuntimeException {
    public FrontMatterException(String message) {
        super(message);
    }
}
