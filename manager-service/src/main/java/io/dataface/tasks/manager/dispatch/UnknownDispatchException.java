package io.dataface.tasks.manager.dispatch;

import java.util.UUID;

/// Nobody knows a dispatch of this id.
public class UnknownDispatchException extends RuntimeException {
    UnknownDispatchException(UUID id) {
        super("there is no dispatch " + id);
    }
}
