package io.dataface.tasks.docs.published;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Lets those who ask at the same time share one reading, so that what many look at costs no more
/// than what one looks at. A reading always begins after whoever gets it has asked: nobody is shown
/// anything older than with a reading of their own.
public final class SharedRead<T> {
    private final Supplier<T> reading;
    private final ReentrantLock turn = new ReentrantLock();
    private final AtomicReference<@Nullable FutureTask<T>> next = new AtomicReference<>();

    /// @param reading what is to be shared
    public SharedRead(Supplier<T> reading) {
        this.reading = reading;
    }

    /// The result of the next reading, or what it threw.
    public T get() {
        FutureTask<T> mine = new FutureTask<>(reading::get);
        FutureTask<T> first = next.compareAndExchange(null, mine);
        return first == null ? read(mine) : result(first);
    }

    // Closes the list of those who share it, then reads.
    private T read(FutureTask<T> mine) {
        turn.lock();
        try {
            next.set(null);
            mine.run();
        } finally {
            turn.unlock();
        }
        return result(mine);
    }

    private static <T> T result(FutureTask<T> task) {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException problem) {
                throw problem;
            }
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading", e);
        }
    }
}
