package io.dataface.tasks.cli.invocation;

/// Says what state was left when a person presses Ctrl-C; the JVM then ends with 130.
public final class OnInterrupt implements AutoCloseable {
    private final Thread hook;

    private OnInterrupt(Thread hook) {
        this.hook = hook;
    }

    /// Until this is closed, an interrupt writes the text to standard error.
    public static OnInterrupt say(Invocation invocation, String text) {
        Output output = invocation.output();
        Thread hook =
                new Thread(
                        () -> {
                            output.flush();
                            output.note("");
                            output.note(text);
                        });
        Runtime.getRuntime().addShutdownHook(hook);
        return new OnInterrupt(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is going down: the hook is what runs now.
        }
    }
}
