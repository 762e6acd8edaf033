package io.dataface.tasks.worker.log;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries what a program prints through a redactor into a log, as it is printed.
public final class Pump {
    private static final Logger log = LoggerFactory.getLogger(Pump.class);

    private Pump() {}

    /// Reads to the end of the stream.
    ///
    /// @param secrets values known to be secret
    /// @param seen told about each read, in bytes
    public static void run(
            InputStream from,
            RunLog to,
            RunLog.Stream stream,
            Collection<String> secrets,
            IntConsumer seen) {
        var redactor = new Redactor(secrets);
        var buffer = new byte[16 << 10];
        try (from) {
            for (var n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                seen.accept(n);
                to.write(stream, redactor.feed(buffer, n));
            }
        } catch (IOException e) {
            log.debug("A program's output was cut off", e);
        }
        to.write(stream, redactor.finish());
    }
}
