package io.dataface.tasks.model;

import java.io.IOException;
import java.io.OutputStream;

/// Standard input as a sign of life: it ends when the process that started this one is gone.
public final class ParentPipe {
    private ParentPipe() {}

    /// Runs the action once, on a thread of its own, when standard input ends or breaks.
    public static void whenClosed(Runnable action) {
        // A platform thread: a read of standard input would pin a virtual one's carrier for ever.
        Thread.ofPlatform().daemon().name("parent-pipe").start(() -> readToEnd(action));
    }

    private static void readToEnd(Runnable action) {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // A broken pipe says the same as its end.
        }
        action.run();
    }
}
