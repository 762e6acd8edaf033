package io.dataface.tasks.cli.up;

import java.lang.reflect.Proxy;
import java.util.function.IntConsumer;

/// Signals that ask this process to end, handed to us one by one: a shutdown hook learns of the
/// first only, and the second Ctrl-C must do something else.
final class Interrupts {
    private static final int SIGNAL_EXIT_BASE = 128;

    private Interrupts() {}

    /// Calls the handler with the exit code that belongs to the signal, e.g. 130 for Ctrl-C,
    /// each
    /// time one comes. Signals that the process was started to ignore stay ignored.
    static void handle(IntConsumer handler) {
        for (String name : new String[] {"INT", "TERM", "HUP"}) {
            handle(name, handler);
        }
    }

    private static void handle(String name, IntConsumer handler) {
        // By reflection: the class is the JDK's only way to this and draws a warning by its name.
        try {
            Class<?> signalClass = Class.forName("sun.misc.Signal");
            Class<?> handlerClass = Class.forName("sun.misc.SignalHandler");
            Object signal = signalClass.getConstructor(String.class).newInstance(name);
            int number = (int) signalClass.getMethod("getNumber").invoke(signal);
            Object proxy =
                    Proxy.newProxyInstance(
                            handlerClass.getClassLoader(),
                            new Class<?>[] {handlerClass},
                            (self, method, arguments) -> {
                                if (method.getName().equals("handle")) {
                                    handler.accept(SIGNAL_EXIT_BASE + number);
                                }
                                return null;
                            });
            signalClass.getMethod("handle", signalClass, handlerClass).invoke(null, signal, proxy);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This JVM lets nobody handle SIG" + name, e);
        }
    }
}
